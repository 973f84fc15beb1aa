import { bookingMails } from '@/consultations/bookingMails';
import { isNews } from '@/consultations/decisions';
import { endingMails } from '@/consultations/endingMails';
import { FEEDBACK_AFTER_MS, feedbackRequest } from '@/consultations/feedback/requestFeedback';
import { moveMails } from '@/consultations/moveMails';
import { DAY_BEFORE, HOUR_BEFORE, type Reminder, remindersOf } from '@/consultations/remind';
import { bookingCause } from '@/credits/causes';
import { UNTOLD } from '@/credits/told';

import { type BookingState } from './bookingHistory';
import { comesLater, expected, type Expectation } from './expectation';

/** Jobs that owe mails run every few minutes to every hour: what is due has this long to be on record. */
const REMINDERS_WITHIN_MS = 20 * 60_000;
const FEEDBACK_WITHIN_MS = 90 * 60_000;

const WORDS: Partial<Record<BookingState['status'], string>> = {
  cancelled: 'it was cancelled',
  completed: 'it was completed',
};

/**
 * Every mail that the versions of a booking owe, by the same rules that owe them in the first place; and those a reader
 * may miss, with why they are not owed. The balances they tell are left to whoever sends them. Pure.
 */
export function expectedOf(
  booking: { id: string; client: string },
  states: readonly BookingState[],
  now: Date,
): Expectation[] {
  const mails = states.flatMap((state, at) => deedMails(booking, state, states.slice(0, at)));
  const reminders = states.flatMap((state) => [
    ...reminderMails(booking, state, DAY_BEFORE, now),
    ...reminderMails(booking, state, HOUR_BEFORE, now),
  ]);
  return [...mails, ...reminders, ...feedback(booking, states, now)].map((expectation) => ({
    ...expectation,
    client: booking.client,
  }));
}

function deedMails(
  { id, client }: { id: string; client: string },
  state: BookingState,
  earlier: readonly BookingState[],
): Expectation[] {
  const { version, consultant, startsAt, status, by, reason, since } = state;
  const before = earlier.at(-1);
  const entries = bookingCause({ consultationId: id, version });
  if (!before) {
    const orders = bookingMails({ id, version, client, consultant, startsAt, told: UNTOLD });
    return orders.map((order) => ({ ...expected(order, since, 'The session was booked.'), entries }));
  }
  if (status === 'booked') {
    const at = (one: BookingState) => ({
      id,
      version: one.version,
      consultant: one.consultant,
      startsAt: one.startsAt.toISOString(),
      endsAt: one.endsAt.toISOString(),
    });
    return moveMails(at(before), { ...at(state), client, reason }, { by, dueAt: since }).map((order) =>
      expected(order, since, 'The session was moved.'),
    );
  }
  const decisions = [...earlier.filter((one) => one.status !== 'booked'), state];
  const isTold = isNews(decisions);
  // Why an outcome was corrected is for the office.
  const orders = endingMails({
    id,
    version,
    status,
    client,
    consultant,
    by,
    explanation: state.explanation ?? '',
    reason: decisions.length > 1 ? '' : reason,
    told: UNTOLD,
  });
  const because = isTold
    ? `The session ended: ${WORDS[status]}.`
    : 'The outcome was corrected to what they knew, without an effect on the credit.';
  return orders.map((order) => ({ ...expected(order, isTold ? since : null, because), entries }));
}

/** A reminder of this version is on record once it was due for a while and the version was still the one. */
function reminderMails(
  { id, client }: { id: string; client: string },
  state: BookingState,
  reminder: Reminder,
  now: Date,
): Expectation[] {
  if (state.status !== 'booked') return [];
  const { version, consultant, startsAt, since, until } = state;
  const all = remindersOf({ id, client, consultant, startsAt, version }, reminder);
  const isTooLate =
    remindersOf({ id, client, consultant, startsAt, version, versionAt: since }, reminder).length === 0;
  return all.map((order) => {
    const dueAt = order.dueAt ?? startsAt;
    const onRecordBy = new Date(dueAt.getTime() + REMINDERS_WITHIN_MS);
    if (isTooLate)
      return expected(order, null, `Version ${version} was made later than this would have come.`);
    if (until && until < onRecordBy)
      return expected(order, null, `Version ${version} was replaced before this was due.`);
    if (now < onRecordBy) return comesLater(order, dueAt, `It is due at ${dueAt.toISOString()}.`);
    return expected(order, dueAt, `It was due at ${dueAt.toISOString()}.`);
  });
}

function feedback(
  { id, client }: { id: string; client: string },
  states: readonly BookingState[],
  now: Date,
): Expectation[] {
  const last = states.at(-1);
  if (!last || last.status === 'booked' || last.status === 'cancelled') return [];
  const order = feedbackRequest({ id, client, endsAt: last.endsAt });
  if (last.status !== 'completed')
    return [expected(order, null, 'The session is not recorded as completed.')];
  const dueAt = new Date(last.since.getTime() + FEEDBACK_AFTER_MS);
  // Recorded long after its end: nobody is asked about it any more.
  if (order.notAfter && order.notAfter <= dueAt)
    return [expected(order, null, 'It was recorded too long after the session.')];
  const isDue = now.getTime() >= dueAt.getTime() + FEEDBACK_WITHIN_MS;
  if (!isDue)
    return [comesLater(order, dueAt, `It is due at ${dueAt.toISOString()}, a day after completion.`)];
  return [expected(order, dueAt, `It was due at ${dueAt.toISOString()}, a day after completion.`)];
}
