import { type Payload, type PayloadRequest } from 'payload';

import { now } from '@/platform/clock';
import { recentSettings } from '@/platform/settings';

import { type Balance, balanceOf } from './balance';
import { readWallet } from './readWallet';

/** What a client owns now; with `req`, as its transaction sees it. One command, however long the history. */
export async function readBalance(input: {
  payload: Payload;
  clientId: string;
  req?: PayloadRequest;
}): Promise<Balance> {
  const wallet = await readWallet(input);
  const { lowBalanceThreshold } = await recentSettings(input.payload);
  return balanceOf(wallet, now(), lowBalanceThreshold);
}
