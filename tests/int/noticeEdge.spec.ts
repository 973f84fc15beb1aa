import { faultCase } from '../support/cases';
import { brokenInvariants } from '../support/invariants';
import { atTime, balanceOf, book, end, outcomeOf } from '../support/steps';
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
  { zone: 'Australia/Lord_Howe', startsAt: '2031-10-05T00:30:00.000Z', what: 'the half hour Lord Howe skips' },
];

faultCase(
  21,
  'cancelling and moving exactly at the notice edge, across a clock change, in both zones',
  async ({ random }) => {
    for (const { zone, startsAt, what } of random.shuffled(CHANGES)) {
      const start = Date.parse(startsAt);
      const edge = start - 24 * 3_600_000;
      for (const [offset, returned] of random.shuffled([[-1, true], [0, true], [1, false]] as const)) {
        await atTime(new Date(start - 20 * 86_400_000));
        const client = await world.client({ credits: 1, timezone: zone });
        // Staff: the hour need not be one of the consultant's.
        const booked = await book(world, { as: ops, startsAt, more: { clientId: client.id, timezone: zone } });
        expect([what, outcomeOf(booked)]).toEqual([what, '201']);
        const session = booked.body.consultation;
        await atTime(new Date(edge + offset));
        const preview = await world.api<{ outcome: string }>('GET', `/api/consultations/${session.id}/cancellation-preview`, { as: client });
        // A move is possible for exactly as long as cancelling is free.
        const moved = await world.api('POST', `/api/consultations/${session.id}/reschedule`, { as: client, body: { expectedVersion: 1, startsAt: new Date(start + 400 * 86_400_000).toISOString() } });
        expect([what, offset, outcomeOf(moved)]).toEqual([what, offset, returned ? '409 SLOT_UNAVAILABLE' : '409 INVALID_TRANSITION']);
        const cancelled = await end(world, 'cancel', session, { as: client });
        const expected = returned ? 'returned' : 'consumed';
        expect([what, offset, preview.body.outcome, cancelled.body.credits.effect]).toEqual([what, offset, expected, expected]);
        expect(await balanceOf(world, client)).toMatchObject(returned ? { available: 1, held: 0, used: 0 } : { available: 0, held: 0, used: 1 });
      }
    }
  },
  180_000,
);
