import { type ObjectId } from 'mongodb';

import { currentCorrelationId } from '@/platform/logger';
import { growingPause, type Queue, type WorkRow } from '@/platform/queue';

/** A mail as stored, from owed to sent. */
export interface MessageRow extends WorkRow {
  key: string;
  template: string;
  client?: ObjectId;
  consultant?: ObjectId;
  staff?: ObjectId;
  consultation?: ObjectId;
  version?: number;
  payment?: ObjectId;
  grant?: ObjectId;
  facts: Record<string, string>;
  notAfter?: Date;
  messageId?: string;
  toAddress?: string;
  subject?: string;
  html?: string;
  text?: string;
  sentAt?: Date;
  /** A one-time link was given to the mail server, and what it answered is not on record. */
  inDoubt?: boolean;
  /** The calendar file that went with it. */
  calendar?: string;
  /** Owed once more by staff: which one, how, why, by whom and to which address. */
  resend?: {
    of: ObjectId;
    mode: 'as-sent' | 'rendered-anew';
    reason: string;
    actor: string;
    to?: 'own-address' | 'another-address';
  };
  /** Sent by staff to themselves from a template; the copy it carries goes out as it is. */
  isTest?: true;
  correlationId: string | null;
}

/** A mail that cannot be sent is given up after about a day. */
const GIVE_UP_MS = 24 * 3_600_000;

/** What every message has at first: it waits for its time, and nobody has tried it. */
export function freshlyOwed(at: Date, dueAt = at) {
  return {
    state: 'queued',
    attempts: 0,
    dueAt,
    giveUpAt: new Date(dueAt.getTime() + GIVE_UP_MS),
    leaseToken: null,
    leaseUntil: null,
    correlationId: currentCorrelationId() ?? null,
    createdAt: at,
    updatedAt: at,
  };
}

/**
 * The states of a mail that was given up and waits for staff: refused for good or too often, and not to be
 * made or sent.
 */
export const GIVEN_UP: readonly string[] = ['failed', 'parked'];

/** Temporary failures are tried for about a day: 15 minutes apart after the first few, until `giveUpAt`. */
export const messageQueue: Queue = {
  collection: 'messages',
  waiting: 'queued',
  dead: 'failed',
  // Longer than the mail server is given to answer, so that a slow one is not asked by two workers.
  leaseMs: 300_000,
  maxAttempts: 100,
  backoff: growingPause,
};
