import { type Party, type Status } from './status';

/** The cancellation policy, copied onto a booking when it is made. */
export interface Policy {
  /** A client who cancels at least this many hours before the start gets the credit back. */
  noticeHours: number;
  /** Whether a client who cancels later, but before the start, gets it back once per package. Not said: never. */
  lateReturn?: LateReturn | null;
}

export const LATE_RETURNS = ['never', 'once'] as const;
export type LateReturn = (typeof LATE_RETURNS)[number];

export type CreditEffect = 'returned' | 'consumed';

export interface Outcome {
  status: Status;
  credits: CreditEffect;
  /** Our side was at fault: a lapsed lot gets 30 days' grace. */
  ourFault: boolean;
  /** The rule that decided, by name; kept with the booking. */
  rule: string;
  /** The same, in a sentence for client and staff. */
  explanation: string;
}

export interface OutcomeInput {
  to: Status;
  by: Party;
  policy: Policy;
  startsAt: Date;
  now: Date;
  /** A late return was already given for a package whose credits are held. Not said: it was. */
  hasReturnedLate?: boolean;
}

/** The rule of a late return, and the reason of its entries in the ledger. */
export const LATE_RETURN_RULE = 'client-cancelled-late-once';

const HOUR_MS = 3_600_000;

/** The last instant at which a client may still cancel and get the credit back. Counted in real hours, not wall time. */
export const freeCancellationUntil = (startsAt: Date, policy: Policy): Date =>
  new Date(startsAt.getTime() - policy.noticeHours * HOUR_MS);

const mayReturnLate = ({ policy, startsAt, now, hasReturnedLate = true }: OutcomeInput): boolean => policy.lateReturn === 'once' && !hasReturnedLate && now < startsAt;

function cancelledByClient(input: OutcomeInput): Outcome {
  const { policy, startsAt, now } = input;
  if (now.getTime() > freeCancellationUntil(startsAt, policy).getTime() && mayReturnLate(input)) {
    return { status: 'cancelled', credits: 'returned', ourFault: false, rule: LATE_RETURN_RULE, explanation: `Cancelled less than ${policy.noticeHours} hours before the start: the credits are returned, which we do once per package.` };
  }
  return byNotice(input);
}

function byNotice({ policy, startsAt, now }: OutcomeInput): Outcome {
  const inTime = now.getTime() <= freeCancellationUntil(startsAt, policy).getTime();
  const notice = `${policy.noticeHours} hours`;
  return inTime
    ? { status: 'cancelled', credits: 'returned', ourFault: false, rule: 'client-cancelled-in-time', explanation: `Cancelled at least ${notice} before the start: the credits are returned.` }
    : { status: 'cancelled', credits: 'consumed', ourFault: false, rule: 'client-cancelled-late', explanation: `Cancelled less than ${notice} before the start: the credits are used.` };
}

/** What an ending means for the credits. The preview and the deed call this one function. */
export function decideOutcome(input: OutcomeInput): Outcome {
  switch (input.to) {
    case 'completed':
      return { status: 'completed', credits: 'consumed', ourFault: false, rule: 'completed', explanation: 'The session took place: the credits are used.' };
    case 'client_no_show':
      return { status: 'client_no_show', credits: 'consumed', ourFault: false, rule: 'client-no-show', explanation: 'The client did not come: the credits are used.' };
    case 'consultant_no_show':
      return { status: 'consultant_no_show', credits: 'returned', ourFault: true, rule: 'consultant-no-show', explanation: 'The consultant did not come: the credits are returned.' };
    case 'technical_failure':
      return { status: 'technical_failure', credits: 'returned', ourFault: true, rule: 'technical-failure', explanation: 'The session failed for technical reasons: the credits are returned.' };
    case 'cancelled':
      if (input.by === 'client') return cancelledByClient(input);
      return input.by === 'consultant'
        ? { status: 'cancelled', credits: 'returned', ourFault: true, rule: 'consultant-cancelled', explanation: 'Cancelled by the consultant: the credits are returned.' }
        : { status: 'cancelled', credits: 'returned', ourFault: false, rule: 'staff-cancelled', explanation: 'Cancelled by our staff: the credits are returned.' };
    default:
      throw new Error(`${input.to} is not an ending.`);
  }
}
