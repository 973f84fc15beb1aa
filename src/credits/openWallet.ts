import { ObjectId } from 'mongodb';
import { type PayloadRequest } from 'payload';

import { now } from '@/platform/clock';
import { nativeCollection, requireSession } from '@/platform/store';

import { emptyWallet } from './wallet';
import { toDocument, type WalletDocument } from './walletDocument';

/** Every client has a wallet from the start, so that two first grants at once meet on one document. */
export async function openWallet(req: PayloadRequest, clientId: string): Promise<void> {
  const at = now();
  await nativeCollection<WalletDocument>(req.payload, 'wallets').insertOne(
    { _id: new ObjectId(), ...toDocument(emptyWallet(clientId)), createdAt: at, updatedAt: at },
    { session: requireSession(req) },
  );
}
