import fc from 'fast-check';

import { book } from '../../../src/consultations/book';
import { end } from '../../../src/consultations/end';
import { type Play } from '../command';
import { expectSame, outcomeOf } from '../compare';
import { cutOff, dieBeforeCommit } from '../crash/dying';
import { consume, hold, release } from '../model/lots';
import { lotsOf, type Model, type ModelBooking, pick } from '../model/model';
import { type Real } from '../real';

const HOUR_MS = 3_600_000;
/** Longer than the longest session with its buffers. */
const APART_MS = 3 * HOUR_MS;
/** The default of the settings. */
const NOTICE_MS = 24 * HOUR_MS;

/** A full hour, so many hours ahead or later, at which nobody of the run has or had a session. */
function freeTime({ now, bookings }: Model, hoursAhead: number): number {
  let startsAt = (Math.floor(now / HOUR_MS) + hoursAhead) * HOUR_MS;
  while (bookings.some((booking) => Math.abs(booking.startsAt - startsAt) < APART_MS)) startsAt += HOUR_MS;
  return startsAt;
}

export const bookSession: Play<{ client: number; hoursAhead: number; isLong: boolean; dies: boolean }> = {
  name: 'book',
  args: fc.record({
    client: fc.nat(1),
    hoursAhead: fc.integer({ min: 1, max: 400 }),
    isLong: fc.boolean(),
    dies: cutOff,
  }),
  weight: 6,
  async run(model, real, { client, hoursAhead, isLong, dies }) {
    const { world, ops, clients } = real;
    const startsAt = freeTime(model, hoursAhead);
    let id = 'none';
    const deed = async (): Promise<void> => {
      const request = {
        clientId: clients[client]?.id ?? '',
        consultantId: world.consultants.amelia,
        typeId: isLong ? world.types.ninety : world.types.sixty,
      };
      const { consultation } = await book(
        { payload: world.payload, user: ops.user },
        { ...request, startsAt: new Date(startsAt).toISOString(), mode: 'in_person' },
      );
      id = consultation.id;
    };
    if (dies) return void (await dieBeforeCommit(world, () => outcomeOf(deed)));
    const outcome = await outcomeOf(deed);
    expectSame(
      'book',
      outcome,
      hold(lotsOf(model, client), id, isLong ? 2 : 1, model.now, startsAt) ? 'done' : 'INSUFFICIENT_CREDITS',
    );
    if (outcome === 'done') model.bookings.push({ id, client, startsAt, isLive: true });
  },
};

/** Each ending: who makes it, and what it means for the credit. */
const ENDINGS = {
  'cancelled by client': { to: 'cancelled', by: 'client' },
  'cancelled by staff': { to: 'cancelled', by: 'ops' },
  'cancelled by consultant': { to: 'cancelled', by: 'consultant' },
  completed: { to: 'completed', by: 'consultant' },
  'client did not come': { to: 'client_no_show', by: 'consultant' },
  'consultant did not come': { to: 'consultant_no_show', by: 'ops' },
  'technical failure': { to: 'technical_failure', by: 'ops' },
} as const;
type Ending = keyof typeof ENDINGS;

function follow(model: Model, { id, client, startsAt }: ModelBooking, ending: Ending): void {
  const lots = lotsOf(model, client);
  const isLate = model.now > startsAt - NOTICE_MS;
  const isUsed =
    ending === 'completed' ||
    ending === 'client did not come' ||
    (ending === 'cancelled by client' && isLate);
  if (isUsed) return consume(lots, id);
  release(
    lots,
    id,
    model.now,
    ['cancelled by consultant', 'consultant did not come', 'technical failure'].includes(ending),
  );
}

function userOf(
  { clients, ops, consultant }: Real,
  ending: Ending,
  client: number,
): Real['ops']['user'] | undefined {
  const { by } = ENDINGS[ending];
  return (by === 'client' ? clients[client] : by === 'ops' ? ops : consultant)?.user;
}

export const endSession: Play<{ booking: number; isOld: boolean; ending: Ending; dies: boolean }> = {
  name: 'end',
  args: fc.record({
    booking: fc.nat(),
    // Now and then one that has ended already: it ends once.
    isOld: fc.nat(7).map((number) => number === 7),
    ending: fc.constantFrom(...(Object.keys(ENDINGS) as Ending[])),
    dies: cutOff,
  }),
  weight: 12,
  isPossible: ({ bookings }, { isOld }) => bookings.some(({ isLive }) => isLive !== isOld),
  async run(model, real, { booking: number, isOld, ending, dies }) {
    const booking = pick(
      model.bookings.filter(({ isLive }) => isLive !== isOld),
      number,
    );
    if (!booking) return;
    const { to } = ENDINGS[ending];
    const request = { id: booking.id, to, expectedVersion: 1, reason: 'A meeting came up' };
    const deed = () =>
      end({ payload: real.world.payload, user: userOf(real, ending, booking.client) ?? null }, request);
    if (dies) return void (await dieBeforeCommit(real.world, () => outcomeOf(deed)));
    const isAllowed = booking.isLive && (to === 'cancelled' || model.now >= booking.startsAt);
    expectSame('end', await outcomeOf(deed), isAllowed ? 'done' : 'INVALID_TRANSITION');
    if (!isAllowed) return;
    booking.isLive = false;
    follow(model, booking, ending);
  },
};
