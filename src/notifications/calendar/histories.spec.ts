import fc from '../../../tests/support/properties';

import { BookingHistory, CONSULTANTS, steps } from '../../../tests/support/bookingHistory';
import { calendarClient } from '../../../tests/support/calendarClient';
import { setEnvironment } from '../../../tests/support/environment';

beforeAll(() => setEnvironment({ DATABASE_URI: 'mongodb://127.0.0.1/none?replicaSet=rs0', SMTP_PORT: '25' }));

const CLIENT = 'cleo@client.example';
const PEOPLE = [CLIENT, ...CONSULTANTS.map(({ email }) => email)];

function played(history: BookingHistory, happened: Parameters<BookingHistory['take']>[0][]): BookingHistory {
  for (const step of happened) history.take(step);
  history.deliverAll();
  return history;
}

/** What a calendar may show at the end: nothing untrue, and what is to come must be there. */
function expectTrue(
  { booking, at }: BookingHistory,
  person: string,
  shown: { startsAt: string; endsAt: string; summary: string; location: string }[],
): void {
  const holder = CONSULTANTS.find(({ id }) => id === booking.consultant);
  const isTheirs = person === CLIENT || person === holder?.email;
  const isOver = booking.status !== 'booked' || new Date(booking.startsAt) <= at;
  if (!isTheirs || booking.status === 'cancelled') {
    expect(shown).toEqual([]);
    return;
  }
  if (isOver && shown.length === 0) return;
  const summary = `Session with ${person === CLIENT ? holder?.name : 'Cleo Marsh'}`;
  expect(shown).toEqual([
    expect.objectContaining({ startsAt: booking.startsAt, endsAt: booking.endsAt, summary }),
  ]);
  if (booking.meeting?.state === 'ready' && !isOver) expect(shown[0]?.location).toBe(booking.meeting.joinUrl);
}

const order = fc.infiniteStream(fc.nat(1000));
/** The same mails in any order, some of them more than once. */
function shuffled<T>(mails: readonly T[], dice: fc.Stream<number>): T[] {
  const again = mails.filter(() => (dice.next().value as number) % 3 === 0);
  return [...mails, ...again]
    .map((mail) => ({ mail, at: dice.next().value as number }))
    .sort((one, other) => one.at - other.at)
    .map(({ mail }) => mail);
}

describe('a simulated calendar client', () => {
  it('that receives the mails in any order and more than once ends in the true state, for generated histories', () => {
    let mails = 0;
    let runs = 0;
    fc.assert(
      fc.property(steps, order, (happened, dice) => {
        const history = played(new BookingHistory(), happened);
        for (const person of PEOPLE) {
          const calendar = calendarClient(person);
          for (const { file } of shuffled(
            history.arrived.filter(({ to }) => to === person),
            dice,
          ))
            calendar.receive(file);
          expectTrue(history, person, calendar.shown());
        }
        mails += history.arrived.length;
        runs += 1;
      }),
      { numRuns: 500 },
    );
    process.stdout.write(`figure: calendar histories ${runs}, calendar parts ${mails}\n`);
  });

  it('that forgets what it never had ends there too, when the mails come in the order in which they were sent', () => {
    fc.assert(
      fc.property(steps, order, (happened, dice) => {
        const history = played(new BookingHistory(), happened);
        for (const person of PEOPLE) {
          const calendar = calendarClient(person, { forgets: true });
          const sent = history.arrived.filter(({ to }) => to === person);
          const late = sent.filter(() => (dice.next().value as number) % 3 === 0);
          for (const { file } of [...sent, ...late]) calendar.receive(file);
          expectTrue(history, person, calendar.shown());
        }
      }),
      { numRuns: 300 },
    );
  });
});
