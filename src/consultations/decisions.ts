import { type Status } from './status';

/** How a session turned out, as it was decided once. */
export interface Decision {
  status: Status;
  credits?: string | null;
}

interface Outcome {
  credits?: string | null;
  at?: string | Date | null;
  inputs?: unknown;
}

interface Ended {
  status: Status;
  outcome?: Outcome | null;
}

const correctedBy = ({ outcome }: Ended): Ended | null => {
  const corrects = (outcome?.inputs as { corrects?: Outcome & { status: Status } } | null | undefined)
    ?.corrects;
  return corrects ? { status: corrects.status, outcome: corrects } : null;
};

/**
 * What was decided of a session, from the first decision to the one that holds: a correction keeps what it
 * corrects. Pure.
 */
export function decisionsOf(booking: Ended): (Decision & { at: Date })[] {
  if (!booking.outcome?.at) return [];
  const earlier = correctedBy(booking);
  return [
    ...(earlier ? decisionsOf(earlier) : []),
    { status: booking.status, credits: booking.outcome.credits, at: new Date(booking.outcome.at) },
  ];
}

/**
 * Why an outcome was corrected: a note of the office's, kept with the decision. Not there for who may not
 * read that. Pure.
 */
export const noteOf = ({ outcome }: Pick<Ended, 'outcome'>): string | undefined =>
  (outcome?.inputs as { reason?: string } | null | undefined)?.reason;

/** When a session first had an outcome; long ago where it has none. Pure. */
export const firstDecidedAt = (booking: Ended): Date => decisionsOf(booking)[0]?.at ?? new Date(0);

/**
 * Whether people are told of the last of some decisions: the first one always, a correction when it decides otherwise
 * about the credit, or when nobody has been told this outcome yet. Pure; the commands, the audit and the check of
 * expected mails judge by it.
 */
export function isNews(decisions: readonly Decision[]): boolean {
  const [last, before] = [decisions.at(-1), decisions.at(-2)];
  if (!last) return false;
  return (
    !before ||
    before.credits !== last.credits ||
    !decisions.slice(0, -1).some(({ status }) => status === last.status)
  );
}
