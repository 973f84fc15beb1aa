import { type ClientSession, ObjectId } from 'mongodb';
import { type Payload, type PayloadRequest } from 'payload';

import { DomainError } from '@/platform/errors';
import { nativeCollection, requireSession } from '@/platform/store';

import { fromDocument, type WalletDocument } from './walletDocument';

interface HoldOf {
  clientId: string;
  consultationId: string;
}

/**
 * When the credits held for a booking are over: its session must start before that. Null when any time will do, as
 * the package says that booking before the expiry is enough. One command.
 * @throws DomainError INVALID_TRANSITION when nothing is held for it
 */
export async function holdLastsUntil(
  payload: Payload,
  { clientId, consultationId }: HoldOf,
  session?: ClientSession,
): Promise<Date | null> {
  const stored = await nativeCollection<WalletDocument>(payload, 'wallets').findOne(
    { client: new ObjectId(clientId) },
    { session },
  );
  const wallet = stored && fromDocument(stored);
  const hold = wallet?.holds.find((open) => open.consultation === consultationId);
  if (!wallet || !hold) throw new DomainError('INVALID_TRANSITION');
  const held = new Set(hold.parts.map((part) => part.grant));
  const ends = wallet.lots
    .filter((lot) => held.has(lot.grant) && !lot.bookBeforeExpiry)
    .map(({ expiresAt }) => expiresAt.getTime());
  return ends.length === 0 ? null : new Date(Math.min(...ends));
}

/**
 * The credits held for a booking must still be good when it starts, as when they were first held: a later
 * time must not carry them past their expiry. One command. Source: docs/domain.md#credits
 * @throws DomainError SLOT_UNAVAILABLE naming the day they expire
 */
export async function assertHoldLasts(
  req: PayloadRequest,
  { startsAt, ...of }: HoldOf & { startsAt: Date },
): Promise<void> {
  const until = await holdLastsUntil(req.payload, of, requireSession(req));
  if (!until || startsAt < until) return;
  const day = until.toISOString().slice(0, 10);
  throw new DomainError('SLOT_UNAVAILABLE', {
    message: `The credits of this session expire on ${day}. Please choose a time before that.`,
  });
}
