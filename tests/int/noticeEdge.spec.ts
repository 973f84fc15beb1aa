import { ObjectId } from 'mongodb';

import { faultCase } from '../support/cases';
import { brokenInvariants, rowsOf } from '../support/invariants';
import {
  atTime,
  balanceOf,
  book,
  booked,
  codeOf,
  type ConsultationBody,
  end,
  on,
  outcomeOf,
} from '../support/steps';
import { type Person, startWorld, type World } from '../support/world';

let world: World;
let ops: Person;
beforeAll(async () => {
  world = await startWorld('notice-edge');
  ops = await world.staff('ops');
});
afterEach(async () => expect(await brokenInvariants(world)).toEqual([]));
afterAll(() => world.close());

/** A session soon after a clock change, so that the last free moment lies before it. */
const CHANGES = [
  { zone: 'Europe/London', startsAt: '2031-03-30T08:00:00.000Z', what: 'the hour London skips' },
  { zone: 'Europe/London', startsAt: '2031-10-26T09:00:00.000Z', what: 'the hour London repeats' },
  { zone: 'America/New_York', startsAt: '2031-03-09T16:00:00.000Z', what: 'the hour New York skips' },
  { zone: 'America/New_York', startsAt: '2031-11-02T15:00:00.000Z', what: 'the hour New York repeats' },
  {
    zone: 'Australia/Lord_Howe',
    startsAt: '2031-10-05T00:30:00.000Z',
    what: 'the half hour Lord Howe skips',
  },
];

faultCase(
  21,
  'cancelling and moving exactly at the notice edge, across a clock change, in both zones',
  async ({ random }) => {
    for (const { zone, startsAt, what } of random.shuffled(CHANGES)) {
      const start = Date.parse(startsAt);
      const edge = start - 24 * 3_600_000;
      for (const [offset, returned] of random.shuffled([
        [-1, true],
        [0, true],
        [1, false],
      ] as const)) {
        await atTime(new Date(start - 20 * 86_400_000));
        const client = await world.client({ credits: 1, timezone: zone });
        // Staff: the hour need not be one of the consultant's.
        const booked = await book(world, {
          as: ops,
          startsAt,
          more: { clientId: client.id, timezone: zone },
        });
        expect([what, outcomeOf(booked)]).toEqual([what, '201']);
        const session = booked.body.consultation;
        await atTime(new Date(edge + offset));
        const preview = await world.api<{ outcome: string }>(
          'GET',
          `/api/consultations/${session.id}/cancellation-preview`,
          { as: client },
        );
        // A move is possible for exactly as long as cancelling is free.
        const moved = await world.api('POST', `/api/consultations/${session.id}/reschedule`, {
          as: client,
          body: { expectedVersion: 1, startsAt: new Date(start + 400 * 86_400_000).toISOString() },
        });
        expect([what, offset, outcomeOf(moved)]).toEqual([
          what,
          offset,
          returned ? '409 SLOT_UNAVAILABLE' : '409 INVALID_TRANSITION',
        ]);
        const cancelled = await end(world, 'cancel', session, { as: client });
        const expected = returned ? 'returned' : 'consumed';
        expect([what, offset, preview.body.outcome, cancelled.body.credits.effect]).toEqual([
          what,
          offset,
          expected,
          expected,
        ]);
        expect(await balanceOf(world, client)).toMatchObject(
          returned ? { available: 1, held: 0, used: 0 } : { available: 0, held: 0, used: 1 },
        );
      }
    }
  },
  180_000,
);

describe('a cancellation shown before the notice edge and confirmed after it', () => {
  const start = Date.parse(on(7, '09:00'));
  const beforeEdge = new Date(start - 24 * 3_600_000 - 120_000);
  const afterEdge = new Date(start - 24 * 3_600_000 + 60_000);
  let client: Person;
  let session: ConsultationBody;
  beforeEach(async () => {
    await atTime(on(0, '08:00'));
    client = await world.client({ credits: 1 });
    session = await booked(world, { as: client, startsAt: new Date(start).toISOString() });
  });
  afterEach(async () => {
    if ((await rowOf())?.status === 'booked') await end(world, 'cancel', session, { as: ops });
  });

  const ruleShown = async (as: Person): Promise<string> =>
    (
      await world.api<{ rule: string }>('GET', `/api/consultations/${session.id}/cancellation-preview`, {
        as,
      })
    ).body.rule;
  const ofSession = (collection: Parameters<typeof rowsOf>[1]) =>
    rowsOf(world, collection, { consultation: new ObjectId(session.id) });
  const rowOf = async () => (await rowsOf(world, 'consultations', { _id: new ObjectId(session.id) }))[0];
  const stored = async () => ({
    row: await rowOf(),
    entries: (await ofSession('transactions')).map(({ kind }) => String(kind)),
    claims: (await ofSession('slot-claims')).length,
    mails: (await ofSession('messages')).length,
  });

  it('changes nothing, and says what it would mean now', async () => {
    await atTime(beforeEdge);
    const expectedRule = await ruleShown(client);
    expect(expectedRule).toBe('client-cancelled-in-time');
    await atTime(afterEdge);
    const before = await stored();
    const refused = await end(world, 'cancel', session, {
      as: client,
      key: 'late-1',
      more: { expectedRule },
    });
    expect([refused.status, codeOf(refused), JSON.stringify(refused.body)]).toEqual([
      409,
      'INVALID_TRANSITION',
      expect.stringContaining('less than 24 hours before the start'),
    ]);
    expect(await stored()).toEqual(before);
    expect(before).toMatchObject({ row: { status: 'booked', version: 1 }, entries: ['hold'] });
    expect(await balanceOf(world, client)).toMatchObject({ available: 0, held: 1, used: 0 });
  });

  it('is done by the rule it is confirmed anew with', async () => {
    await atTime(afterEdge);
    const expectedRule = await ruleShown(client);
    expect(outcomeOf(await end(world, 'cancel', session, { as: client, more: { expectedRule } }))).toBe(
      '200',
    );
    expect(await rowOf()).toMatchObject({
      status: 'cancelled',
      version: 2,
      outcome: { rule: 'client-cancelled-late', credits: 'consumed' },
    });
    expect((await stored()).entries).toEqual(['hold', 'consume']);
  });

  it('is done when it is confirmed in time', async () => {
    await atTime(beforeEdge);
    expect(
      outcomeOf(
        await end(world, 'cancel', session, { as: client, more: { expectedRule: await ruleShown(client) } }),
      ),
    ).toBe('200');
    expect(await rowOf()).toMatchObject({
      status: 'cancelled',
      outcome: { rule: 'client-cancelled-in-time', credits: 'returned' },
    });
    expect((await stored()).entries).toEqual(['hold', 'release']);
  });

  it('by staff, with the rule a client would be shown, is refused', async () => {
    await atTime(beforeEdge);
    const refused = await end(world, 'cancel', session, {
      as: ops,
      more: { expectedRule: 'client-cancelled-in-time' },
    });
    expect(outcomeOf(refused)).toBe('409 INVALID_TRANSITION');
    expect(await rowOf()).toMatchObject({ status: 'booked', version: 1 });
    expect(
      outcomeOf(
        await end(world, 'cancel', session, { as: ops, more: { expectedRule: await ruleShown(ops) } }),
      ),
    ).toBe('200');
    expect(await rowOf()).toMatchObject({ status: 'cancelled', outcome: { rule: 'staff-cancelled' } });
  });
});
