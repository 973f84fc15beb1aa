import { faultCase } from '../support/cases';
import { brokenInvariants } from '../support/invariants';
import { atTime, booked, type ConsultationBody, end, on } from '../support/steps';
import { type Person, startWorld, type World } from '../support/world';
import { AMELIA, bookingRow, CREATE, hurryZoom, meetingsOf, moved, outboxOf } from '../support/zoomSide';

let world: World;
let ops: Person;
beforeAll(async () => {
  world = await startWorld('zoom-troubles');
  ops = await world.staff('ops');
  await hurryZoom();
});
afterEach(async () => expect(await brokenInvariants(world)).toEqual([]));
afterAll(() => world.close());

/**
 * What goes wrong with the next call. `isLate`: Zoom was not reached or said no, and staff see that the link
 * is late.
 */
interface Trouble {
  name: string;
  isLate: boolean;
  make(day: string): Promise<unknown>;
}

const fault = (match: string, more: Record<string, unknown>): Promise<unknown> =>
  world.control('zoom', '/_sim/faults', { match, times: 1, ...more });
const withdrawTokens = (): Promise<unknown> => world.control('zoom', '/_sim/tokens/withdraw', {});
const TROUBLES: readonly Trouble[] = [
  { name: '429 with a pause', isLate: true, make: () => fault(CREATE, { status: 429, retryAfter: '30' }) },
  { name: '429 without a word', isLate: true, make: () => fault(CREATE, { status: 429 }) },
  { name: '500 twice', isLate: true, make: () => fault(CREATE, { status: 500, times: 2 }) },
  { name: 'silence after it was made', isLate: true, make: () => fault(CREATE, { afterEffect: 'timeout' }) },
  { name: 'a cut after it was made', isLate: true, make: () => fault(CREATE, { afterEffect: 'disconnect' }) },
  { name: 'token withdrawn', isLate: false, make: withdrawTokens },
  { name: 'token refused twice', isLate: true, make: () => fault(CREATE, { status: 401, times: 2 }) },
  {
    name: 'no token to be had',
    isLate: true,
    make: () => Promise.all([withdrawTokens(), fault('POST /oauth/token', { status: 503 })]),
  },
  {
    name: 'the day of its host spent',
    isLate: false,
    make: async (day) => void (world.zoom.state.dailyCalls[`${AMELIA} ${day}`] = 100),
  },
];

/** What becomes of the session while its meeting is late. */
const CHANGES = [
  'none',
  'move',
  'hand over',
  'cancel',
  'cancel, deleted at Zoom by somebody before',
] as const;
type Change = (typeof CHANGES)[number];

async function make(change: Change, session: ConsultationBody, freeAt: string): Promise<void> {
  if (change === 'none') return;
  if (change === 'move') return void (await moved(world, session, ops, { startsAt: freeAt }));
  if (change === 'hand over')
    return void (await moved(world, session, ops, { consultantId: world.consultants.kenji }));
  const there = change === 'cancel' ? [] : meetingsOf(world, session.id);
  for (const meeting of there) meeting.deletedAt = session.startsAt;
  expect((await end(world, 'cancel', session, { as: ops })).status).toBe(200);
}

/** Each run has a month of its own, and so the budget of a day of its own. */
let month = 0;

faultCase(
  25,
  'Zoom 429, 500, silence after the effect, 404 on delete, token gone, daily limit',
  async ({ seed, random }) => {
    const first = (month += 1) * 28;
    const startsAt = Date.parse(on(first, '08:00'));
    let waited = 0;
    const pass = (seconds: number): Promise<void> => atTime(new Date(startsAt + (waited += seconds) * 1000));
    await pass(0);
    const client = await world.client({ credits: 20 });
    for (const [index, trouble] of random.shuffled(TROUBLES).entries()) {
      const change = CHANGES[(seed + index) % CHANGES.length] ?? 'none';
      const told = `${trouble.name}, then ${change}`;
      // Long after the trouble before: failures that lie closer together are counted as one trouble, and make
      // the pauses longer.
      await pass(11 * 60);
      // What the trouble before had left for a call that was not needed any more.
      await world.control('zoom', '/_sim/faults/clear', {});
      await trouble.make(on(first, '').slice(0, 10));
      const session = await booked(world, {
        as: ops,
        startsAt: on(first + 4 + index, '09:00'),
        more: { clientId: client.id },
      });
      await world.work();
      const late = await bookingRow(world, session.id);
      expect([told, late.status, late.meeting.state]).toEqual([
        told,
        'booked',
        trouble.isLate ? 'pending' : 'ready',
      ]);
      if (trouble.isLate)
        expect([told, (await outboxOf(world, session.id))[0]]).toMatchObject([
          told,
          { state: 'waiting', error: expect.stringMatching(/./) },
        ]);

      await make(change, session, on(first + 4 + index, '13:30'));
      for (let tries = 0; tries < 6; tries += 1) {
        await pass(60);
        await world.work();
      }
      const row = await bookingRow(world, session.id);
      const [count, state] = change.startsWith('cancel') ? [0, 'deleted'] : [1, 'ready'];
      expect([told, meetingsOf(world, session.id).length, row.meeting.state]).toEqual([told, count, state]);
      expect([told, (await outboxOf(world, session.id)).filter((owed) => owed.state !== 'done')]).toEqual([
        told,
        [],
      ]);
    }
  },
  120_000,
);
