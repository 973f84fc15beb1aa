import { type z } from 'zod';

import { DomainError } from './errors';
import { isHangUp } from './hangUp';
import { logger } from './logger';
import { asDomainError } from './unavailable';

/** Larger bodies are refused before they are parsed. Notes are 2,000 characters; nothing of ours is near this. */
const MAX_BODY_BYTES = 64 * 1024;

/** The client hung up: told to nobody, and no failure of ours. */
function notWhole(): DomainError {
  logger.info('a client hung up before its request was whole');
  return new DomainError('VALIDATION', { message: 'The request did not arrive as a whole.' });
}

/** The body, read no further than allowed. @throws DomainError VALIDATION when it is too large, or not whole */
export async function readBytes(request: Request, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength;
      if (size > maxBytes) throw new DomainError('VALIDATION', { message: 'The request is too large.' });
      chunks.push(chunk);
    }
  } catch (error) {
    throw isHangUp(error) ? notWhole() : error;
  }
  return Buffer.concat(chunks);
}

/** The body as text, read no further than allowed. @throws DomainError VALIDATION when it is too large */
export const readText = async (request: Request, maxBytes = MAX_BODY_BYTES): Promise<string> =>
  (await readBytes(request, maxBytes)).toString('utf8');

function parsed(text: string): unknown {
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new DomainError('VALIDATION', { message: 'The body is not JSON.', cause });
  }
}

/** @throws DomainError VALIDATION naming each field */
function validate<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new DomainError('VALIDATION', {
    fields: result.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
  });
}

export async function readJson<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  return validate(schema, parsed(await readText(request)));
}

/** A name that stands twice is refused: which of the two is meant nobody could say. */
export function readQuery<T>(request: Request, schema: z.ZodType<T>): T {
  const { searchParams } = new URL(request.url);
  const twice = [...searchParams.keys()].find((name) => searchParams.getAll(name).length > 1);
  if (twice !== undefined)
    throw new DomainError('VALIDATION', { fields: [{ path: twice.slice(0, 60), message: 'Once, please.' }] });
  return validate(schema, Object.fromEntries(searchParams));
}

/** The Idempotency-Key of a request. @throws DomainError IDEMPOTENCY_KEY_REQUIRED */
export function idempotencyKey(request: Request, required: boolean): string | null {
  const key = request.headers.get('idempotency-key')?.trim() ?? '';
  if (key === '' && !required) return null;
  if (key.length < 1 || key.length > 255) throw new DomainError('IDEMPOTENCY_KEY_REQUIRED');
  return key;
}

/**
 * Every error of our routes in one shape. A database that cannot do it now is told as
 * PROVIDER_UNAVAILABLE with when to ask again; what is not foreseen is logged and told as INTERNAL.
 */
export function errorResponse(error: unknown): Response {
  const known = asDomainError(error);
  if (known.status >= 500)
    logger.error(
      { err: known.facts.cause ?? known, code: known.code, detail: known.facts.detail },
      'request failed',
    );
  const { fields, retryAfterSeconds } = known.facts;
  const headers = retryAfterSeconds ? { 'Retry-After': String(retryAfterSeconds) } : undefined;
  // The words of an internal error are for the log.
  const message = known.code === 'INTERNAL' ? new DomainError('INTERNAL').message : known.message;
  return Response.json(
    { error: { code: known.code, message, ...(fields ? { fields } : {}) } },
    { status: known.status, headers },
  );
}
