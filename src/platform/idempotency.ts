import { createHash } from 'node:crypto';
import { type Document } from 'mongodb';
import { type Payload, type PayloadRequest } from 'payload';

import { now } from './clock';
import { DomainError } from './errors';
import { newSecret } from './ids';
import { nativeCollection, requireSession } from './store';

/** The platform's own collection, not one of Payload's: no API shows it. */
export const IDEMPOTENCY_COLLECTION = '_idempotency';

interface StoredAnswer extends Document {
  _id: string;
  hash: string;
  status: number;
  body: unknown;
  createdAt: Date;
}

export interface IdempotentRequest {
  /** Who asks: keys of two callers never meet. */
  caller: string;
  route: string;
  key: string;
  body: unknown;
}

export interface Answer {
  status: number;
  body: unknown;
}

/** Keeps the answer of a command that runs once, in the transaction of its effect. */
export type Keep = (req: PayloadRequest, answer: Answer) => Promise<void>;

/** Who commands, and what keeps the answer when the request may come again. */
export interface Commanded {
  payload: Payload;
  user: PayloadRequest['user'];
  keep?: Keep;
}

/** Stable text of a JSON value: keys in order, so the same input has the same hash however it was written. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    return `{${entries
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`)
      .join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

const idOf = (request: IdempotentRequest): string =>
  createHash('sha256').update(`${request.caller}\n${request.route}\n${request.key}`).digest('base64url');

const hashOf = (request: IdempotentRequest): string =>
  createHash('sha256').update(canonical(request.body)).digest('base64url');

/**
 * The answer already given to this request, or null.
 * @throws DomainError IDEMPOTENCY_CONFLICT when the key was used with another body.
 */
export async function answerGiven(payload: Payload, request: IdempotentRequest): Promise<Answer | null> {
  const stored = await nativeCollection<StoredAnswer>(payload, IDEMPOTENCY_COLLECTION).findOne({
    _id: idOf(request),
  });
  if (!stored) return null;
  if (stored.hash !== hashOf(request)) throw new DomainError('IDEMPOTENCY_CONFLICT');
  return { status: stored.status, body: stored.body };
}

/**
 * Keeps the answer in the transaction of its effect: either both are there, or neither. A second transaction
 * with the same key fails on the id and is rolled back whole.
 */
export async function keepAnswer(
  req: PayloadRequest,
  request: IdempotentRequest,
  answer: Answer,
): Promise<void> {
  await nativeCollection<StoredAnswer>(req.payload, IDEMPOTENCY_COLLECTION).insertOne(
    { _id: idOf(request), hash: hashOf(request), status: answer.status, body: answer.body, createdAt: now() },
    { session: requireSession(req) },
  );
}

const unnamed = (): IdempotentRequest => ({ caller: 'nobody', route: 'none', key: newSecret(), body: null });

export interface Replayable extends Answer {
  replayed: boolean;
}

/**
 * Runs a command at most once per key. `command` gets `keep`, to call inside its transaction.
 * When two run at once one of them fails on a unique key or finds the world changed; it then looks again
 * and gives the answer of the one that was first. Without a key too the answer is kept: when a commit was done and its
 * reply lost, the command runs again, finds the world changed by itself, and would tell of a conflict.
 */
export async function once(
  payload: Payload,
  request: IdempotentRequest | null,
  command: (keep: Keep) => Promise<Answer>,
): Promise<Replayable> {
  const earlier = request && (await answerGiven(payload, request));
  if (earlier) return { ...earlier, replayed: true };
  const own = request ?? unnamed();
  try {
    const answer = await command((req, given) => keepAnswer(req, own, given));
    return { ...answer, replayed: false };
  } catch (error) {
    const meanwhile = await answerGiven(payload, own);
    if (meanwhile) return { ...meanwhile, replayed: request !== null };
    throw error;
  }
}
