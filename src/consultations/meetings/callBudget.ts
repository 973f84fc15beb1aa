import { type Document } from 'mongodb';
import { type Payload } from 'payload';

import { openCase } from '@/platform/cases';
import { now } from '@/platform/clock';
import { DomainError } from '@/platform/errors';
import { nativeCollection } from '@/platform/store';
import { duplicateKey, inTransaction } from '@/platform/transaction';

/** Zoom's own: creates and updates per host and UTC day. Source: docs/decisions/0016-zoom-budget-and-proposals.md */
const ZOOM_LIMIT = 100;
/** We stop before it: what a person or another program does with the same host counts there as well. */
const FIRST_TRIES = 95;
/** Retries leave this much to what has not been tried yet … */
const ALL_RETRIES = 75;
/** … and are so many at most, whatever is left. */
const RETRIES = 20;
const ALERT_AT = 80;
/** A session that begins so soon may take what is kept back. */
const URGENT_MS = 2 * 3600_000;

interface Day extends Document {
  _id: string;
  host: string;
  day: string;
  used: number;
  retries: number;
}

export interface Call {
  host: string;
  /** The booking has had its first try. */
  isRetry: boolean;
  sessionStartsAt: Date;
}

const days = (payload: Payload) => nativeCollection<Day>(payload, '_zoom_budget');
const dayOf = (at: Date): string => at.toISOString().slice(0, 10);
const keyOf = (host: string): string => `${host.toLowerCase()} ${dayOf(now())}`;
const isUrgent = ({ sessionStartsAt }: Pick<Call, 'sessionStartsAt'>): boolean =>
  sessionStartsAt.getTime() - now().getTime() <= URGENT_MS;

/**
 * Takes one create or update of a host's day, before Zoom is asked: every try counts, whatever becomes of it, and all
 * workers count together. @returns false when there is none for this call
 */
export async function spendCall(payload: Payload, call: Call, isSecondLook = false): Promise<boolean> {
  const isHeldBack = call.isRetry && !isUrgent(call);
  const fits = {
    used: { $lt: isHeldBack ? ALL_RETRIES : FIRST_TRIES },
    ...(isHeldBack ? { retries: { $lt: RETRIES } } : {}),
  };
  const at = now();
  try {
    const after = await days(payload).findOneAndUpdate(
      { _id: keyOf(call.host), ...fits },
      {
        $inc: { used: 1, retries: call.isRetry ? 1 : 0 },
        $setOnInsert: { host: call.host, day: dayOf(at), createdAt: at },
      },
      { upsert: true, returnDocument: 'after' },
    );
    if (after?.used === ALERT_AT) await alertStaff(payload, after);
    return true;
  } catch (error) {
    if (!duplicateKey(error)) throw error;
    // The day is there and does not fit, so that the upsert would make it a second time; or another worker has made it
    // just now. The second look tells.
    return isSecondLook ? false : spendCall(payload, call, true);
  }
}

/** Zoom says that this host's day is spent: somebody else had a part in it. */
export async function exhaustDay(payload: Payload, host: string): Promise<void> {
  const at = now();
  const day = await days(payload).findOneAndUpdate(
    { _id: keyOf(host) },
    { $max: { used: ZOOM_LIMIT }, $setOnInsert: { host, day: dayOf(at), createdAt: at, retries: 0 } },
    { upsert: true, returnDocument: 'after' },
  );
  if (day) await alertStaff(payload, day);
}

const alertStaff = (payload: Payload, { host, day, used }: Day): Promise<void> =>
  inTransaction({ payload, context: { actor: 'system:meetings' } }, (req) =>
    openCase(req, {
      key: `zoom-budget:${host}:${day}`,
      kind: 'zoom-budget',
      title: `Zoom's daily limit is near: ${host} has made or moved ${used} meetings on ${day}`,
      suggestion:
        `Zoom allows ${ZOOM_LIMIT} a day and host, until midnight UTC. Sessions beyond that are held by ` +
        'the fallback host, or get their link after midnight. See whether something books and moves again ' +
        'and again.',
      facts: { host, day, used },
    }),
  );

/** When there will be calls again: at midnight UTC, or when the session becomes urgent, if that is sooner. */
function nextChance(sessionStartsAt: Date): Date {
  const at = now();
  const midnight = Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate() + 1);
  const urgent = sessionStartsAt.getTime() - URGENT_MS;
  return new Date(urgent > at.getTime() ? Math.min(midnight, urgent) : midnight);
}

/** No host has a call left for this. */
export class BudgetSpent extends DomainError {
  readonly until: Date;

  constructor(sessionStartsAt: Date) {
    const until = nextChance(sessionStartsAt);
    const retryAfterSeconds = Math.ceil((until.getTime() - now().getTime()) / 1000);
    super('PROVIDER_UNAVAILABLE', {
      message: `Zoom's daily limit is spent; asked again at ${until.toISOString()}.`,
      retryAfterSeconds,
      detail: { provider: 'zoom', reason: 'own-budget' },
    });
    this.until = until;
  }
}
