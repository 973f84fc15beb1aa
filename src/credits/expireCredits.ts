import { type Payload } from 'payload';

import { now } from '@/platform/clock';
import { logger } from '@/platform/logger';
import { nativeCollection } from '@/platform/store';
import { inTransaction } from '@/platform/transaction';

import { post } from './ledger';
import { expireLots } from './wallet';
import { type WalletDocument } from './walletDocument';

/**
 * Writes down what has lapsed. Nothing depends on when it runs: a lapsed credit was unspendable already.
 * Twice, late or on two workers it changes nothing more. @returns how many clients had something lapse.
 */
export async function expireCredits(
  payload: Payload,
  shouldStop: () => boolean = () => false,
): Promise<number> {
  const due = nativeCollection<WalletDocument>(payload, 'wallets').find(
    { lots: { $elemMatch: { expiresAt: { $lte: now() }, available: { $gt: 0 } } } },
    { projection: { client: 1 } },
  );
  let clients = 0;
  for await (const wallet of due) {
    if (shouldStop()) break;
    const clientId = wallet.client.toHexString();
    await inTransaction({ payload, context: { actor: 'system:credit-expiration' } }, (req) =>
      post(req, {
        clientId,
        cause: 'expiry',
        reason: 'expired',
        change: (current) => expireLots(current, now()),
      }),
    );
    clients += 1;
  }
  if (clients > 0) logger.info({ clients }, 'lapsed credits recorded');
  return clients;
}
