import { type PayloadRequest } from 'payload';

import { clawBack, reinstate } from '@/credits/corrections';
import { post } from '@/credits/ledger';
import { type Payment } from '@/payload-types';
import { openCase } from '@/platform/cases';
import { now } from '@/platform/clock';
import { refId } from '@/platform/refs';

import { amountAway, feeReversed, isAway, learn, nextStep, recorded, type Reversal, type ReversalFact, type Sold, statusAfter, type Step } from './reversals';

/**
 * Brings a paid payment, and its lot, to where its refunds and disputes say; in the caller's transaction.
 * @returns how many credits were taken back by this call, and whether a person must look.
 */
export async function applyReversals(req: PayloadRequest, payment: Payment, facts: readonly ReversalFact[]): Promise<{ taken: number; shortfall: number }> {
  const known = (payment.reversals ?? []) as unknown as Reversal[];
  let reversals = merge(known, facts);
  const sold: Sold = { amount: payment.amount ?? 0, credits: payment.credits };
  let taken = 0;
  let shortfall = 0;
  for (let step = nextStep(sold, reversals); step; step = nextStep(sold, reversals)) {
    const moved = step.kind === 'take' ? await take(req, payment, step) : await giveBack(req, payment, step);
    if (step.kind === 'take') {
      taken += moved;
      shortfall += step.credits - moved;
    }
    reversals = recorded(reversals, step, moved);
  }
  if (JSON.stringify(reversals) !== JSON.stringify(known)) await write(req, payment, sold, reversals);
  if (shortfall > 0) await tellShortfall(req, payment, facts, shortfall);
  return { taken, shortfall };
}

function merge(known: readonly Reversal[], facts: readonly ReversalFact[]): Reversal[] {
  const at = now().toISOString();
  const learned = new Map(known.map((reversal) => [reversal.id, reversal]));
  for (const fact of facts) learned.set(fact.id, learn(learned.get(fact.id), { ...fact, at }));
  return [...learned.values()];
}

async function take(req: PayloadRequest, payment: Payment, step: Step): Promise<number> {
  let taken = 0;
  await post(req, {
    clientId: refId(payment.client),
    cause: `reversal:${step.id}`,
    reason: 'money-returned',
    paymentId: payment.id,
    change: (wallet) => {
      const change = clawBack(wallet, { grant: refId(payment.grant), wanted: step.credits, id: step.id, now: now() });
      taken = change.taken;
      return change;
    },
  });
  return taken;
}

async function giveBack(req: PayloadRequest, payment: Payment, step: Step): Promise<number> {
  await post(req, {
    clientId: refId(payment.client),
    cause: `reversal:${step.id}`,
    reason: 'money-stayed',
    paymentId: payment.id,
    change: (wallet) => reinstate(wallet, { grant: refId(payment.grant), quantity: step.credits, id: step.id, now: now() }),
  });
  return step.credits;
}

async function write(req: PayloadRequest, payment: Payment, sold: Sold, reversals: Reversal[]): Promise<void> {
  const away = amountAway(sold, reversals);
  await req.payload.update({
    collection: 'payments',
    id: payment.id,
    depth: 0,
    overrideAccess: true,
    req,
    data: {
      status: statusAfter(sold, reversals),
      reversals: reversals as unknown as Payment['reversals'],
      refundedAmount: amountAway(sold, reversals.filter((reversal) => reversal.state !== 'open')),
      feeReversed: feeReversed(payment.fee ?? 0, sold.amount, away),
    },
  });
}

function tellShortfall(req: PayloadRequest, payment: Payment, facts: readonly ReversalFact[], shortfall: number): Promise<void> {
  const ids = facts.filter(isAway).map((fact) => fact.id);
  return openCase(req, {
    key: `reversal-shortfall:${payment.id}:${ids.join(',')}`,
    kind: 'refund-of-spent-credits',
    title: `${shortfall} ${shortfall === 1 ? 'credit' : 'credits'} of ${payment.invoiceNumber ?? payment.id} ${shortfall === 1 ? 'was' : 'were'} spent or held when the money went back`,
    suggestion: 'The unspent credits were taken back. Decide whether held sessions of this lot are cancelled or stand, and tell the client.',
    client: refId(payment.client),
    payment: payment.id,
    facts: { shortfall, reversals: ids },
  });
}
