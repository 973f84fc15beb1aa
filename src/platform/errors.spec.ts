import { MongoNetworkError, MongoServerError } from 'mongodb';

import { DomainError, ERROR_STATUS, type ErrorCode, isDomainError } from './errors';
import { errorResponse } from './http';
import { logger } from './logger';

const CODES = Object.keys(ERROR_STATUS) as ErrorCode[];

describe('the closed list of errors', () => {
  it('is the one of the HTTP contract', () => {
    expect(ERROR_STATUS).toEqual({
      VALIDATION: 422,
      UNAUTHENTICATED: 401,
      FORBIDDEN: 403,
      NOT_FOUND: 404,
      INSUFFICIENT_CREDITS: 409,
      PACKAGE_NOT_ON_OFFER: 409,
      EMAIL_NOT_VERIFIED: 403,
      SLOT_TAKEN: 409,
      SLOT_UNAVAILABLE: 409,
      INVALID_TRANSITION: 409,
      IDEMPOTENCY_CONFLICT: 409,
      IDEMPOTENCY_KEY_REQUIRED: 400,
      SIGNATURE_INVALID: 400,
      RATE_LIMITED: 429,
      PROVIDER_UNAVAILABLE: 503,
      INTERNAL: 500,
    });
  });

  it.each(CODES)('%s has words for a reader and a status', (code) => {
    const error = new DomainError(code);
    expect(error.message).toMatch(/^[A-Z].*\.$/);
    expect(error.status).toBe(ERROR_STATUS[code]);
    expect(isDomainError(error)).toBe(true);
  });

  it('keeps its cause for the log', () => {
    const cause = new Error('E11000');
    expect(new DomainError('SLOT_TAKEN', { cause }).cause).toBe(cause);
  });
});

describe('an error as it is answered', () => {
  beforeAll(() => {
    logger.level = 'silent';
  });

  const told = async (error: unknown) => {
    const response = errorResponse(error);
    return {
      status: response.status,
      retryAfter: response.headers.get('retry-after'),
      body: await response.json(),
    };
  };

  it('has code, words and fields, and nothing of the detail', async () => {
    const fields = [{ path: 'startsAt', message: 'A quarter hour, please.' }];
    expect(await told(new DomainError('VALIDATION', { fields, detail: { secret: 1 } }))).toEqual({
      status: 422,
      retryAfter: null,
      body: { error: { code: 'VALIDATION', message: 'Some of what was sent is not valid.', fields } },
    });
  });

  it('says how long to wait', async () => {
    expect(await told(new DomainError('RATE_LIMITED', { retryAfterSeconds: 30 }))).toMatchObject({
      status: 429,
      retryAfter: '30',
    });
  });

  it.each([
    [
      'a conflict that outlasted every try',
      new MongoServerError({
        message: 'WriteConflict',
        code: 112,
        errorLabels: ['TransientTransactionError'],
      }),
    ],
    [
      'a commit whose end stayed unknown',
      new MongoServerError({ message: 'unknown', errorLabels: ['UnknownTransactionCommitResult'] }),
    ],
    ['a primary that steps down', new MongoServerError({ message: 'NotWritablePrimary', code: 10107 })],
    ['a connection that broke', new MongoNetworkError('connection 1 closed')],
    [
      'no primary in time',
      Object.assign(new Error('Server selection timed out'), { name: 'MongooseServerSelectionError' }),
    ],
    [
      'one of them inside another error',
      new Error('The order failed.', { cause: new MongoNetworkError('connection 2 closed') }),
    ],
  ])('asks to come back when the database could not do it now: %s', async (_, error) => {
    expect(await told(error)).toMatchObject({
      status: 503,
      retryAfter: '10',
      body: { error: { code: 'PROVIDER_UNAVAILABLE' } },
    });
    expect(JSON.stringify((await told(error)).body)).not.toMatch(/mongo|conflict|connection/i);
  });

  it('is not blamed on the database when the database said no', async () => {
    expect(await told(new MongoServerError({ message: 'E11000 duplicate key', code: 11000 }))).toMatchObject({
      status: 500,
      retryAfter: null,
    });
  });

  it('tells nothing about what was not foreseen', async () => {
    for (const error of [
      new Error('connect ECONNREFUSED 10.0.0.5'),
      'a string',
      null,
      new DomainError('INTERNAL', { message: 'stripe said no' }),
    ]) {
      expect(await told(error)).toMatchObject({
        status: 500,
        body: { error: { code: 'INTERNAL', message: 'Something went wrong on our side.' } },
      });
    }
  });
});
