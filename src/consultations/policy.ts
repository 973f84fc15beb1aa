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
  /** What happened, without its effect. */
  because: string;
  /**
   * The same, in a sentence for client and staff, as the rule has it. What a lot has come to is added by
   * `explainEffect`.
   */
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

/**
 * The last instant at which a client may still cancel and get the credit back. Counted in real hours, not
 * wall time.
 */
export const freeCancellationUntil = (startsAt: Date, policy: Policy): Date =>
  new Date(startsAt.getTime() - policy.noticeHours * HOUR_MS);

const mayReturnLate = ({ policy, startsAt, now, hasReturnedLate = true }: OutcomeInput): boolean =>
  policy.lateReturn === 'once' && !hasReturnedLate && now < startsAt;

/** The effect that the rule wants, in words. */
const WANTED: Record<CreditEffect, string> = {
  returned: 'the credits are returned',
  consumed: 'the credits are used',
};

type Ruled = Omit<Outcome, 'explanation'>;

function cancelledByClient(input: OutcomeInput): Ruled {
  const { policy, startsAt, now } = input;
  if (now.getTime() > freeCancellationUntil(startsAt, policy).getTime() && mayReturnLate(input)) {
    return {
      status: 'cancelled',
      credits: 'returned',
      ourFault: false,
      rule: LATE_RETURN_RULE,
      because: `Cancelled less than ${policy.noticeHours} hours before the start, which we forgive once per package`,
    };
  }
  return byNotice(input);
}

function byNotice({ policy, startsAt, now }: OutcomeInput): Ruled {
  const inTime = now.getTime() <= freeCancellationUntil(startsAt, policy).getTime();
  const notice = `${policy.noticeHours} hours`;
  return inTime
    ? {
        status: 'cancelled',
        credits: 'returned',
        ourFault: false,
        rule: 'client-cancelled-in-time',
        because: `Cancelled at least ${notice} before the start`,
      }
    : {
        status: 'cancelled',
        credits: 'consumed',
        ourFault: false,
        rule: 'client-cancelled-late',
        because: `Cancelled less than ${notice} before the start`,
      };
}

/** What an ending means for the credits, by rule. The preview and the deed call this one function. */
export function decideOutcome(input: OutcomeInput): Outcome {
  const ruled = ruledBy(input);
  return { ...ruled, explanation: `${ruled.because}: ${WANTED[ruled.credits]}.` };
}

function ruledBy(input: OutcomeInput): Ruled {
  switch (input.to) {
    case 'completed':
      return {
        status: 'completed',
        credits: 'consumed',
        ourFault: false,
        rule: 'completed',
        because: 'The session took place',
      };
    case 'client_no_show':
      return {
        status: 'client_no_show',
        credits: 'consumed',
        ourFault: false,
        rule: 'client-no-show',
        because: 'The client did not come',
      };
    case 'consultant_no_show':
      return {
        status: 'consultant_no_show',
        credits: 'returned',
        ourFault: true,
        rule: 'consultant-no-show',
        because: 'The consultant did not come',
      };
    case 'technical_failure':
      return {
        status: 'technical_failure',
        credits: 'returned',
        ourFault: true,
        rule: 'technical-failure',
        because: 'The session failed for technical reasons',
      };
    case 'cancelled':
      if (input.by === 'client') return cancelledByClient(input);
      return input.by === 'consultant'
        ? {
            status: 'cancelled',
            credits: 'returned',
            ourFault: true,
            rule: 'consultant-cancelled',
            because: 'Cancelled by the consultant',
          }
        : {
            status: 'cancelled',
            credits: 'returned',
            ourFault: false,
            rule: 'staff-cancelled',
            because: 'Cancelled by our staff',
          };
    case 'booked':
    case 'in_progress':
    default:
      throw new Error(`${input.to} is not an ending.`);
  }
}
