import { ObjectId } from 'mongodb';
import { type Payload, type PayloadRequest } from 'payload';

import { now } from '@/platform/clock';
import { recentSettings } from '@/platform/settings';
import { nativeCollection, sessionOf } from '@/platform/store';

import { type Balance, balanceOf } from './balance';
import { emptyWallet } from './wallet';
import { fromDocument, type WalletDocument } from './walletDocument';

/** What a client owns now; with `req`, as its transaction sees it. One command, however long the history. */
export async function readBalance(input: { payload: Payload; clientId: string; req?: PayloadRequest }): Promise<Balance> {
  const stored = await nativeCollection<WalletDocument>(input.payload, 'wallets').findOne(
    { client: new ObjectId(input.clientId) },
    { session: input.req ? sessionOf(input.req) : undefined },
  );
  const { lowBalanceThreshold } = await recentSettings(input.payload);
  return balanceOf(stored ? fromDocument(stored) : emptyWallet(input.clientId), now(), lowBalanceThreshold);
}
