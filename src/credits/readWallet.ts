import { ObjectId } from 'mongodb';
import { type Payload, type PayloadRequest } from 'payload';

import { nativeCollection, sessionOf } from '@/platform/store';

import { emptyWallet, type Wallet } from './wallet';
import { fromDocument, type WalletDocument } from './walletDocument';

/** A client's lots and holds; with `req`, as its transaction sees them. One command. */
export async function readWallet({
  payload,
  clientId,
  req,
}: {
  payload: Payload;
  clientId: string;
  req?: PayloadRequest;
}): Promise<Wallet> {
  const stored = await nativeCollection<WalletDocument>(payload, 'wallets').findOne(
    { client: new ObjectId(clientId) },
    { session: req ? sessionOf(req) : undefined },
  );
  return stored ? fromDocument(stored) : emptyWallet(clientId);
}
