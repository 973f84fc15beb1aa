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
  /** The calendar file that went with it. */
  calendar?: string;
  /** Owed once more by staff: which one, how, why and by whom. */
  resend?: { of: ObjectId; mode: 'as-sent' | 'rendered-anew'; reason: string; actor: string };
  /** Sent by staff to themselves from a template; the copy it carries goes out as it is. */
  isTest?: true;
  correlationId: string | null;
}

/** What every message has at first: it waits for its time, and nobody has tried it. */
export function freshlyOwed(at: Date, dueAt = at) {
  return { state: 'queued', attempts: 0, dueAt, leaseToken: null, leaseUntil: null, correlationId: currentCorrelationId() ?? null, createdAt: at, updatedAt: at };
}

/** Temporary failures are tried for about a day: 15 minutes apart after the first few. */
export const messageQueue: Queue = {
  collection: 'messages',
  waiting: 'queued',
  dead: 'failed',
  // Longer than the mail server is given to answer, so that a slow one is not asked by two workers.
  leaseMs: 300_000,
  maxAttempts: 100,
  backoff: growingPause,
};
