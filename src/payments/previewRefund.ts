import { type Payload } from 'payload';

import { availableCredits } from '@/credits/balance';
import { clawBack } from '@/credits/corrections';
import { hasExpired } from '@/credits/lots';
import { readWallet } from '@/credits/readWallet';
import { type Payment } from '@/payload-types';
import { now } from '@/platform/clock';
import { refId, refIdOrNull } from '@/platform/refs';

import { missingOf } from './missing';
import { reversalsOf } from './readPayments';
import { refundable } from './refundPayment';
import { learn, nextStep } from './reversals';

export interface RefundPreview {
  /** Minor units that can still be given back, and that this is about. */
  refundable: number;
  amount: number;
  currency: string;
  /** Credits that should go with the money; of them those still unspent, and those that cannot be taken. */
  creditsOwedBack: number;
  creditsTaken: number;
  shortfall: number;
  /** Of the shortfall those held or used: a case will be opened for them. The rest has expired or was voided. */
  toDecide: number;
  /** The lot as it is. */
  lot: { available: number; held: number; used: number; expired: number; voided: number };
  /** What the client could book with afterwards. */
  balanceAfter: number;
}

/**
 * What a refund would mean for the credits, by the rules that will decide it; of all that is left when no
 * amount is given.
 */
export async function previewRefund(
  payload: Payload,
  payment: Payment,
  asked?: number,
): Promise<RefundPreview> {
  const most = refundable(payment);
  const amount = Math.min(asked ?? most, most);
  const sold = { amount: payment.amount ?? 0, credits: payment.credits };
  const asIfMade = learn(undefined, { id: 'preview', kind: 'refund', amount, state: 'active' });
  const owed = nextStep(sold, [...reversalsOf(payment), asIfMade])?.owed ?? 0;
  const grant = refIdOrNull(payment.grant);
  const wallet = await readWallet({ payload, clientId: refId(payment.client) });
  const lot = wallet.lots.find((candidate) => candidate.grant === grant);
  const at = now();
  const after = lot
    ? clawBack(wallet, { grant: lot.grant, owed, id: 'preview', now: at })
    : { wallet, taken: 0, short: 0 };
  const { held, used } = missingOf(
    after.wallet.lots.find((candidate) => candidate.grant === grant),
    after.short,
    at,
  );
  const lapsed = lot && hasExpired(lot, at) ? lot.available : 0;
  return {
    ...{ refundable: most, amount, currency: payment.currency },
    ...{
      creditsOwedBack: after.taken + after.short,
      creditsTaken: after.taken,
      shortfall: after.short,
      toDecide: held + used,
    },
    lot: {
      available: (lot?.available ?? 0) - lapsed,
      held: lot?.held ?? 0,
      used: lot?.used ?? 0,
      expired: (lot?.expired ?? 0) + lapsed,
      voided: lot?.voided ?? 0,
    },
    balanceAfter: availableCredits(after.wallet, at),
  };
}
