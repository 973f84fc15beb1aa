import { invalid } from './errors';
import { newBalanceTransaction, newDispute, newRefund } from './objects/money';
import { emit, type Sim } from './sim';
import { type Charge, type Dispute, type Metadata, type Refund } from './types';

export interface RefundInput {
  charge: Charge;
  /** Minor units; what is left when absent. */
  amount?: number;
  reason: string | null;
  metadata: Metadata;
}

/** Gives money back. @throws ApiError 400 when the charge has not that much left. */
export function refund(sim: Sim, { charge, amount, reason, metadata }: RefundInput): Refund {
  const left = charge.amount - charge.amount_refunded;
  if (charge.status !== 'succeeded') throw invalid('This charge did not succeed, so it cannot be refunded.');
  if (charge.disputed) throw invalid('This charge has been charged back.', { code: 'charge_disputed' });
  if (left === 0)
    throw invalid(`Charge ${charge.id} has already been refunded.`, { code: 'charge_already_refunded' });
  if ((amount ?? left) > left) {
    throw invalid(`Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`, {
      param: 'amount',
    });
  }
  const made = sim.store.add(newRefund({ charge, amount: amount ?? left, reason, metadata }));
  made.balance_transaction = move(sim, made, 'refund', -made.amount);
  const before = { amount_refunded: charge.amount_refunded, refunded: charge.refunded };
  charge.amount_refunded += made.amount;
  charge.refunded = charge.amount_refunded === charge.amount;
  emit(sim, 'refund.created', made);
  emit(sim, 'charge.refunded', charge, before);
  return made;
}

/** The bank sends a refund back days later: the money is with the seller again. */
export function failRefund(sim: Sim, made: Refund): Refund {
  if (made.status !== 'succeeded') throw invalid('This refund has already failed.');
  const charge = sim.store.get<Charge>('charge', made.charge);
  Object.assign(made, {
    status: 'failed',
    failure_balance_transaction: move(sim, made, 'refund_failure', made.amount),
    failure_reason: 'expired_or_canceled_card',
  });
  charge.amount_refunded -= made.amount;
  charge.refunded = false;
  const previous = { status: 'succeeded' };
  emit(sim, 'refund.updated', made, previous);
  emit(sim, 'charge.refund.updated', made, previous);
  emit(sim, 'refund.failed', made);
  return made;
}

/** The payer's bank takes the money back until the dispute is decided. */
export function openDispute(sim: Sim, charge: Charge, reason: string): Dispute {
  if (charge.disputed) throw invalid('This charge has already been disputed.', { code: 'charge_disputed' });
  const dispute = sim.store.add(newDispute(charge, reason));
  charge.disputed = true;
  withdraw(sim, dispute, -dispute.amount);
  emit(sim, 'charge.dispute.created', dispute);
  emit(sim, 'charge.dispute.funds_withdrawn', dispute);
  return dispute;
}

export function closeDispute(sim: Sim, dispute: Dispute, status: 'won' | 'lost'): Dispute {
  if (dispute.status !== 'needs_response') throw invalid(`This dispute is already ${dispute.status}.`);
  const previous = { status: dispute.status };
  dispute.status = status;
  if (status === 'won') {
    withdraw(sim, dispute, dispute.amount);
    emit(sim, 'charge.dispute.funds_reinstated', dispute);
  }
  emit(sim, 'charge.dispute.updated', dispute, previous);
  emit(sim, 'charge.dispute.closed', dispute);
  return dispute;
}

function withdraw(sim: Sim, dispute: Dispute, amount: number): void {
  const movement = newBalanceTransaction({
    type: 'adjustment',
    reportingCategory: amount < 0 ? 'dispute' : 'dispute_reversal',
    amount,
    fee: amount < 0 ? 2000 : 0,
    currency: dispute.currency as string,
    source: dispute.id,
    description: `Chargeback for ${dispute.charge}`,
  });
  sim.store.add(movement);
  (dispute.balance_transactions as unknown[]).push(movement);
}

function move(sim: Sim, made: Refund, type: 'refund' | 'refund_failure', amount: number): string {
  const currency = made.currency as string;
  const description = `REFUND FOR CHARGE ${made.charge}`;
  const movement = { type, reportingCategory: type, amount, fee: 0, currency, source: made.id, description };
  return sim.store.add(newBalanceTransaction(movement)).id;
}
