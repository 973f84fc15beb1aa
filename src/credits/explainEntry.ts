import { formatMoney, shortDay, shortMoment } from '@/notifications/zonedTime';

import { type EntryKind } from './wallet';

/** What an entry and the records it points to say. */
export interface EntryFacts {
  kind: EntryKind;
  from: string;
  to: string;
  quantity: number;
  reason: string | null;
  packageName: string;
  source: 'purchase' | 'manual' | 'trial' | null;
  session: { consultant: string; startsAt: string } | null;
  payment: { amount: number; currency: string; invoiceNumber: string | null } | null;
  /** The refund or dispute that moved the credits, as it stands now. */
  reversal: { kind: 'refund' | 'dispute'; amount: number; state: string } | null;
  oldExpiresAt: string | null;
  newExpiresAt: string | null;
}

export interface Explained {
  /** What happened, in a word or two. */
  what: string;
  /** Why, in a sentence for the client. */
  why: string;
}

/** Why our team gave or corrected something. Half a sentence. */
const OUR_REASONS: Record<string, string> = {
  goodwill: 'as a gesture of goodwill',
  service_failure: 'because something went wrong on our side',
  correction: 'to correct a mistake',
  promotion: 'as part of a promotion',
  contract: 'as agreed with you',
  other: 'by decision of our team',
};

/** How a session ended, by the rule that decided. */
const ENDINGS: Record<string, (session: string) => string> = {
  'client-cancelled-in-time': (session) => `You cancelled ${session} in time.`,
  'client-cancelled-late': (session) => `You cancelled ${session} too late for its credits to be returned.`,
  'client-cancelled-late-once': (session) =>
    `You cancelled ${session} late; we return credits for that once per package.`,
  'consultant-cancelled': (session) => `Your consultant cancelled ${session}.`,
  'staff-cancelled': (session) => `Our team cancelled ${session}.`,
  'client-no-show': (session) => `You did not come to ${session}.`,
  'consultant-no-show': (session) => `Your consultant did not come to ${session}.`,
  'technical-failure': (session) => `A technical failure ended ${session}.`,
  completed: (session) => `You had ${session}.`,
};

const ours = ({ reason }: EntryFacts): string => OUR_REASONS[reason ?? ''] ?? 'by our team';
const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
const money = (amount: number, currency: string): string =>
  formatMoney(amount, currency).replace(/\.00$/, '');

function sessionOf({ session }: EntryFacts, zone: string): string {
  return session
    ? `the session with ${session.consultant} on ${shortMoment(session.startsAt, zone)}`
    : 'the session';
}

/**
 * Credits that come back or are used from elsewhere than a hold: what had been decided of the session was
 * corrected.
 */
function endingOf(facts: EntryFacts, zone: string): string {
  const ending =
    ENDINGS[facts.reason ?? '']?.(sessionOf(facts, zone)) ??
    `It was set aside for ${sessionOf(facts, zone)}.`;
  return facts.kind === 'extend' || facts.from === 'held'
    ? ending
    : `${ending} Our team corrected what had been noted before.`;
}

function explainGrant(facts: EntryFacts): Explained {
  const { source, payment, packageName } = facts;
  if (source === 'trial') return { what: 'Free trial', why: 'Our welcome when you confirmed your address.' };
  if (source === 'manual') return { what: 'Given by our team', why: sentence(ours(facts)) };
  const paid = payment ? ` for ${money(payment.amount, payment.currency)}` : '';
  const invoice = payment?.invoiceNumber ? `, invoice ${payment.invoiceNumber}` : '';
  return { what: 'Bought', why: `${packageName}${paid}${invoice}.` };
}

function explainRelease(facts: EntryFacts, zone: string): Explained {
  const ending = endingOf(facts, zone);
  if (facts.to === 'expired')
    return {
      what: 'Expired',
      why: `${ending} By then these credits had expired${onDay(facts.oldExpiresAt, zone)}.`,
    };
  if (facts.to === 'voided')
    return { what: 'Withdrawn', why: `${ending} These credits had been withdrawn meanwhile.` };
  return { what: 'Returned', why: ending };
}

const onDay = (instant: string | null, zone: string): string =>
  instant ? ` on ${shortDay(instant, zone)}` : '';

function explainExtension(facts: EntryFacts, zone: string): Explained {
  const { oldExpiresAt, newExpiresAt } = facts;
  const until = newExpiresAt
    ? `Good until ${shortDay(newExpiresAt, zone)}${oldExpiresAt ? ` instead of ${shortDay(oldExpiresAt, zone)}` : ''}`
    : 'Good for longer';
  // With a session it is the grace that follows a failure of ours, else a decision of our team.
  return {
    what: 'Expiry extended',
    why: facts.session ? `${until}. ${endingOf(facts, zone)}` : `${until}, ${ours(facts)}.`,
  };
}

function explainVoid(facts: EntryFacts): Explained {
  const rest =
    facts.quantity === 0 ? ' It applies to credits set aside for a session, if they come back.' : '';
  return { what: 'Withdrawn', why: `${sentence(`by our team, ${ours(facts)}`)}${rest}` };
}

/** A credit that came back from a session when its money was away already. */
function explainLateTaking(facts: EntryFacts, zone: string): Explained {
  return {
    what: 'Taken back',
    why:
      `It came back from ${sessionOf(facts, zone)}, and the money for ${facts.packageName} had gone back ` +
      'by a refund or a dispute.',
  };
}

function explainTaking({ reversal, payment, packageName }: EntryFacts): Explained {
  const of = (amount: number): string => (payment ? money(amount, payment.currency) : 'money');
  if (!reversal) return { what: 'Taken back', why: `Money for ${packageName} went back.` };
  if (reversal.kind === 'refund') {
    const isWhole = payment?.amount === reversal.amount;
    return {
      what: 'Taken back with a refund',
      why:
        `${of(reversal.amount)}${isWhole || !payment ? '' : ` of ${of(payment.amount)}`} ` +
        `for ${packageName} was refunded to you.`,
    };
  }
  const about = `your payment of ${of(reversal.amount)} for ${packageName}`;
  if (reversal.state === 'lost')
    return {
      what: 'Taken back with a dispute',
      why: `Your bank disputed ${about}, and the money went back to you.`,
    };
  if (reversal.state === 'won')
    return {
      what: 'Set aside for a dispute',
      why: `Your bank disputed ${about}. The payment stood in the end.`,
    };
  return {
    what: 'Set aside for a dispute',
    why: `Your bank disputes ${about}. Until it has decided, these credits cannot be used.`,
  };
}

function explainReturn({ reversal, payment, packageName }: EntryFacts): Explained {
  const amount = reversal && payment ? ` of ${money(reversal.amount, payment.currency)}` : '';
  return reversal?.kind === 'dispute'
    ? {
        what: 'Given back',
        why: `The dispute about your payment${amount} for ${packageName} is over: the payment stands.`,
      }
    : {
        what: 'Given back',
        why: `A refund${amount} for ${packageName} did not go through, so its credits are yours again.`,
      };
}

/**
 * A movement of credits in the client's words; times in the client's zone. The page, the statement and the
 * API say the same. Pure.
 */
export function explainEntry(facts: EntryFacts, zone: string): Explained {
  switch (facts.kind) {
    case 'grant':
      return explainGrant(facts);
    case 'hold':
      return { what: 'Set aside', why: sentence(`for ${sessionOf(facts, zone)}`) };
    case 'release':
      return explainRelease(facts, zone);
    case 'consume':
      return { what: 'Used', why: endingOf(facts, zone) };
    case 'expire':
      return { what: 'Expired', why: `Not used before it expired${onDay(facts.oldExpiresAt, zone)}.` };
    case 'extend':
      return explainExtension(facts, zone);
    case 'void':
      return explainVoid(facts);
    case 'clawback':
      return facts.session ? explainLateTaking(facts, zone) : explainTaking(facts);
    case 'reinstate':
      return explainReturn(facts);
  }
}
