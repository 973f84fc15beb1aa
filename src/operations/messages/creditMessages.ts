import { type Document, type ObjectId } from 'mongodb';
import { type Payload } from 'payload';

import { grantCause } from '@/credits/causes';
import { type Granted, grantMails } from '@/credits/grantMails';
import { lowBalanceMail } from '@/credits/lowBalance';
import { UNTOLD } from '@/credits/told';
import { fromDocument, type WalletDocument } from '@/credits/walletDocument';
import { ONE_DAY, SEVEN_DAYS, warningsOf } from '@/credits/warnExpiry';
import { nativeCollection } from '@/platform/store';

import { expected, type Expectation } from './expectation';

const HOUR_MS = 3_600_000;

interface GrantRow extends Document {
  _id: ObjectId;
  source: Granted['source'];
  client: ObjectId;
  payment?: ObjectId | null;
  createdAt: Date;
}

/** What new credits owe: purchases and trials since an instant. */
export async function* grantsSince(payload: Payload, since: Date): AsyncGenerator<Expectation> {
  const grants = nativeCollection<GrantRow>(payload, 'credit-grants').find(
    { createdAt: { $gte: since }, source: { $in: ['trial', 'purchase'] } },
    { projection: { source: 1, client: 1, payment: 1, createdAt: 1 } },
  );
  for await (const { _id, source, client, payment, createdAt } of grants) {
    const grant = { id: _id.toHexString(), payment: payment?.toHexString() ?? null };
    const orders = grantMails({ ...grant, source, client: client.toHexString(), told: UNTOLD });
    const because = source === 'trial' ? 'A trial credit was granted.' : 'A payment succeeded.';
    yield* orders.map((order) => ({ ...expected(order, createdAt, because), entries: grantCause(grant) }));
  }
}

/**
 * The warnings run at each full hour; an hour later they are on record.
 * Source: docs/decisions/0023-warned-a-whole-day-before.md
 */
function lastWarningRun(now: Date): Date {
  const hourAgo = now.getTime() - HOUR_MS;
  return new Date(hourAgo - (hourAgo % HOUR_MS));
}

/**
 * What wallets owe: the warning of the last fall to the threshold, and those of lots that expire soon. A wallet that
 * changed after the last run is left to the next one.
 */
export async function* walletsSince(payload: Payload, since: Date, now: Date): AsyncGenerator<Expectation> {
  const ranAt = lastWarningRun(now);
  const wallets = nativeCollection<WalletDocument>(payload, 'wallets').find({
    $or: [
      { lowBalanceArmed: false, lowBalanceSeq: { $gt: 0 }, updatedAt: { $gte: since } },
      {
        lots: {
          $elemMatch: {
            available: { $gt: 0 },
            expiresAt: { $gt: now, $lte: new Date(ranAt.getTime() + SEVEN_DAYS.withinHours * HOUR_MS) },
          },
        },
      },
    ],
  });
  for await (const document of wallets) {
    const wallet = fromDocument(document);
    const { client, lowBalanceArmed, lowBalanceSeq } = wallet;
    const changedAt = document.updatedAt as Date;
    if (!lowBalanceArmed && lowBalanceSeq)
      yield expected(
        lowBalanceMail(client, lowBalanceSeq, document.available),
        changedAt,
        'The balance fell to the threshold.',
      );
    if (changedAt >= ranAt) continue;
    for (const warning of [SEVEN_DAYS, ONE_DAY]) {
      const orders = warningsOf(wallet, warning, ranAt).filter(({ notAfter }) => notAfter && notAfter > now);
      yield* orders.map((order) => expected(order, ranAt, 'Credits expire soon.'));
    }
  }
}
