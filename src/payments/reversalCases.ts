import { type PayloadRequest } from 'payload';

import { formatMoney } from '@/notifications/zonedTime';
import { type Payment } from '@/payload-types';
import { openCase } from '@/platform/cases';
import { refId } from '@/platform/refs';

import { type Missing } from './missing';
import { isAway, type Reversal, type ReversalFact } from './reversals';

/** What of refunds and disputes a person must decide. In the transaction that learned of it. */

export function tellShortfall(
  req: PayloadRequest,
  payment: Payment,
  facts: readonly ReversalFact[],
  { held, used }: Missing,
): Promise<void> {
  const ids = facts.filter(isAway).map((fact) => fact.id);
  const shortfall = held + used;
  return openCase(req, {
    key: `reversal-shortfall:${payment.id}:${ids.join(',')}`,
    kind: 'refund-of-spent-credits',
    title:
      `${shortfall} ${shortfall === 1 ? 'credit' : 'credits'} of ${payment.invoiceNumber ?? payment.id} ` +
      `${shortfall === 1 ? 'was' : 'were'} spent or held when the money went back`,
    suggestion:
      'The unspent credits were taken back. Decide whether held sessions of this lot are cancelled or ' +
      'stand, and tell the client. A session that takes place uses its credit; one that is cancelled ' +
      'does not give it back.',
    client: refId(payment.client),
    payment: payment.id,
    facts: { shortfall, held, used, reversals: ids },
  });
}

/** Refunds that were not known to have failed. */
export function newlyFailed(known: readonly Reversal[], now: readonly Reversal[]): Reversal[] {
  const before = new Set(known.filter(({ state }) => state === 'failed').map(({ id }) => id));
  return now.filter(({ id, kind, state }) => kind === 'refund' && state === 'failed' && !before.has(id));
}

/** The client was told, or is about to be told, of money that does not come. */
export function tellFailed(
  req: PayloadRequest,
  payment: Payment,
  { id, amount, reason }: Reversal,
): Promise<void> {
  return openCase(req, {
    key: `refund-failed:${id}`,
    kind: 'refund-failed',
    title:
      `A refund of ${formatMoney(amount, payment.currency)} of ${payment.invoiceNumber ?? payment.id} did ` +
      'not reach the client',
    suggestion:
      'The money is with us again, and so are its credits with the client. Agree with the client on ' +
      'another way to pay it back, or on keeping the credits.',
    client: refId(payment.client),
    payment: payment.id,
    facts: { amount, refund: id, reason: reason ?? null },
  });
}
