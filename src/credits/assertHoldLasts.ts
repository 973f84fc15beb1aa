import { ObjectId } from 'mongodb';
import { type PayloadRequest } from 'payload';

import { DomainError } from '@/platform/errors';
import { nativeCollection, requireSession } from '@/platform/store';

import { hasExpired } from './lots';
import { fromDocument, type WalletDocument } from './walletDocument';

/**
 * The credits held for a booking must still be good when it starts, as when they were first held (Credits chapter
 * of the domain): a later time must not carry them past their expiry. One command.
 * @throws DomainError SLOT_UNAVAILABLE naming the day they expire
 */
export async function assertHoldLasts(req: PayloadRequest, { clientId, consultationId, startsAt }: { clientId: string; consultationId: string; startsAt: Date }): Promise<void> {
  const stored = await nativeCollection<WalletDocument>(req.payload, 'wallets').findOne({ client: new ObjectId(clientId) }, { session: requireSession(req) });
  const wallet = stored && fromDocument(stored);
  const hold = wallet?.holds.find((open) => open.consultation === consultationId);
  if (!wallet || !hold) throw new DomainError('INVALID_TRANSITION');
  const held = new Set(hold.parts.map((part) => part.grant));
  const tooShort = wallet.lots.find((lot) => held.has(lot.grant) && !lot.bookBeforeExpiry && hasExpired(lot, startsAt));
  if (!tooShort) return;
  const day = tooShort.expiresAt.toISOString().slice(0, 10);
  throw new DomainError('SLOT_UNAVAILABLE', { message: `The credits of this session expire on ${day}. Please choose a time before that.` });
}
