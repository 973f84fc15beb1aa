import { type PayloadRequest } from 'payload';

import { enqueue, type MessageOrder } from '@/notifications/enqueue';

import { type Wallet } from './wallet';

/**
 * Once a crossing: a warning when what is available falls to the threshold or below, and not again before it has
 * been above it. A new client who starts below has not fallen. Pure.
 */
export function judgeLowBalance(input: { armed: boolean; available: number; threshold: number }): {
  armed: boolean;
  warn: boolean;
} {
  const above = input.available > input.threshold;
  return { armed: above, warn: input.armed && !above };
}

/** The warning of the crossing that the ledger's entry `seq` made; a later crossing makes it stale. Pure. */
export const lowBalanceMail = (client: string, seq: number, available: number): MessageOrder => ({
  template: 'low-credit-warning',
  cause: `${client}:${seq}`,
  client,
  facts: { creditsAvailable: String(available), crossing: String(seq) },
});

/** Owes the warning, in the transaction of the change that crossed the threshold. */
export const warnLowBalance = (req: PayloadRequest, wallet: Wallet, available: number): Promise<void> =>
  enqueue(req, [lowBalanceMail(wallet.client, wallet.seq, available)]);
