import { type Payload, type PayloadRequest } from 'payload';

import { DomainError } from './errors';
import { answerGiven, type IdempotentRequest, once } from './idempotency';

/** A stand-in for the one collection, unique by id: the rules of keys and hashes need no server. */
function keptAnswers(): {
  payload: Payload;
  req: PayloadRequest;
  rows: Map<string, Record<string, unknown>>;
} {
  const rows = new Map<string, Record<string, unknown>>();
  const collection = {
    findOne: async ({ _id }: { _id: string }) => rows.get(_id) ?? null,
    insertOne: async (row: Record<string, unknown>) => {
      if (rows.has(String(row._id))) throw Object.assign(new Error('E11000'), { code: 11000 });
      rows.set(String(row._id), row);
    },
  };
  const payload = {
    db: { connection: { db: { collection: () => collection } }, sessions: { t: {} } },
  } as unknown as Payload;
  return { payload, req: { payload, transactionID: 't' } as unknown as PayloadRequest, rows };
}

const asked = (over: Partial<IdempotentRequest> = {}): IdempotentRequest => ({
  caller: 'clients:1',
  route: 'consultations.book',
  key: 'k',
  body: { a: 1, b: { c: [1, 2], d: null } },
  ...over,
});

/** Runs a command that keeps its answer; counts how often it really ran. */
function command(kept: ReturnType<typeof keptAnswers>) {
  let runs = 0;
  const run = (request: IdempotentRequest | null) =>
    once(kept.payload, request, async (keep) => {
      runs += 1;
      const answer = { status: 201, body: { run: runs } };
      await keep(kept.req, answer);
      return answer;
    });
  return { run, runs: () => runs };
}

describe('a repeated request', () => {
  it('gets the first answer, and does nothing again', async () => {
    const { run, runs } = command(keptAnswers());
    expect(await run(asked())).toEqual({ status: 201, body: { run: 1 }, replayed: false });
    expect(await run(asked())).toEqual({ status: 201, body: { run: 1 }, replayed: true });
    expect(runs()).toBe(1);
  });

  it('is the same however its body was written: order of fields, fields left undefined', async () => {
    const { run, runs } = command(keptAnswers());
    await run(asked());
    await run(asked({ body: { b: { d: null, c: [1, 2] }, a: 1, e: undefined } }));
    expect(runs()).toBe(1);
  });

  it.each([
    ['another value', { a: 2, b: { c: [1, 2], d: null } }],
    ['another order in a list', { a: 1, b: { c: [2, 1], d: null } }],
    ['a field more', { a: 1, b: { c: [1, 2], d: null }, e: 0 }],
    ['a field fewer', { a: 1, b: { c: [1, 2] } }],
    ['text for a number', { a: '1', b: { c: [1, 2], d: null } }],
  ])('is refused with %s', async (_what, body) => {
    const { run, runs } = command(keptAnswers());
    await run(asked());
    await expect(run(asked({ body }))).rejects.toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
    expect(runs()).toBe(1);
  });

  it.each([
    ['caller', { caller: 'clients:2' }],
    ['route', { route: 'credits.assign' }],
    ['key', { key: 'l' }],
  ])('of another %s is another request', async (_what, over) => {
    const { run, runs } = command(keptAnswers());
    await run(asked());
    await run(asked(over));
    expect(runs()).toBe(2);
  });

  it('cannot be forged by moving characters between route and key', async () => {
    const kept = keptAnswers();
    await command(kept).run(asked({ route: 'r', key: 'x' }));
    expect(await answerGiven(kept.payload, asked({ route: 'rx', key: '' }))).toBeNull();
  });
});

describe('two at once', () => {
  it('the one that comes second finds the answer of the first', async () => {
    const kept = keptAnswers();
    const both = await Promise.all([command(kept).run(asked()), command(kept).run(asked())]);
    expect(both.map(({ replayed }) => replayed).sort()).toEqual([false, true]);
    expect(kept.rows.size).toBe(1);
  });

  it('a failure of its own is told as it is', async () => {
    const kept = keptAnswers();
    const failing = once(kept.payload, asked(), () => Promise.reject(new DomainError('SLOT_TAKEN')));
    await expect(failing).rejects.toMatchObject({ code: 'SLOT_TAKEN' });
    expect(kept.rows.size).toBe(0);
  });
});

describe('a request without a key', () => {
  it('is done each time', async () => {
    const kept = keptAnswers();
    let runs = 0;
    const run = () =>
      once(kept.payload, null, async (keep) => {
        runs += 1;
        const answer = { status: 200, body: null };
        await keep(kept.req, answer);
        return answer;
      });
    await run();
    await run();
    expect([runs, kept.rows.size]).toEqual([2, 2]);
  });

  it('whose commit was done unheard is answered as done, although its second run found the world changed', async () => {
    const kept = keptAnswers();
    const answered = await once(kept.payload, null, async (keep) => {
      await keep(kept.req, { status: 200, body: { done: true } });
      throw new DomainError('INVALID_TRANSITION');
    });
    expect(answered).toEqual({ status: 200, body: { done: true }, replayed: false });
  });
});
