import { type PayloadRequest } from 'payload';

import { clawBack, reinstate } from '@/credits/corrections';
import { post } from '@/credits/ledger';
import { type Lot } from '@/credits/lots';
import { type Wallet } from '@/credits/wallet';
import { type Payment } from '@/payload-types';
import { now } from '@/platform/clock';
import { refId } from '@/platform/refs';

import { addMissing, type Missing, missingOf, NOTHING_MISSING } from './missing';
import { newlyFailed, tellFailed, tellShortfall } from './reversalCases';
import {
  amountAway,
  type Done,
  feeReversed,
  learn,
  nextStep,
  recorded,
  type Reversal,
  type ReversalFact,
  type Sold,
  statusAfter,
  type Step,
} from './reversals';

/**
 * Brings a paid payment, and its lot, to where its refunds and disputes say; in the caller's transaction. A person is
 * told of what could not be taken because it was used or held, and of a refund that failed.
 * @returns how many credits were taken back by this call, and how many could not be.
 */
export async function applyReversals(
  req: PayloadRequest,
  payment: Payment,
  facts: readonly ReversalFact[],
): Promise<{ taken: number; shortfall: number }> {
  const known = (payment.reversals ?? []) as unknown as Reversal[];
  let reversals = merge(known, facts);
  const sold: Sold = { amount: payment.amount ?? 0, credits: payment.credits };
  let taken = 0;
  let missing = NOTHING_MISSING;
  for (let step = nextStep(sold, reversals); step; step = nextStep(sold, reversals)) {
    const done = step.kind === 'take' ? await take(req, payment, step) : await giveBack(req, payment, step);
    if (step.kind === 'take') {
      taken += done.moved;
      missing = addMissing(missing, done.missing);
    }
    reversals = recorded(reversals, step, done);
  }
  if (JSON.stringify(reversals) !== JSON.stringify(known)) await write(req, payment, sold, reversals);
  if (missing.held + missing.used > 0) await tellShortfall(req, payment, facts, missing);
  for (const failed of newlyFailed(known, reversals)) await tellFailed(req, payment, failed);
  return { taken, shortfall: missing.held + missing.used + missing.gone };
}

function merge(known: readonly Reversal[], facts: readonly ReversalFact[]): Reversal[] {
  const at = now().toISOString();
  const learned = new Map(known.map((reversal) => [reversal.id, reversal]));
  for (const fact of facts) learned.set(fact.id, learn(learned.get(fact.id), { ...fact, at }));
  return [...learned.values()];
}

interface Taken extends Done {
  missing: Missing;
}

async function take(req: PayloadRequest, payment: Payment, step: Step): Promise<Taken> {
  const grant = refId(payment.grant);
  let done: Taken = { moved: 0, short: 0, missing: NOTHING_MISSING };
  await post(req, {
    clientId: refId(payment.client),
    cause: `reversal:${step.id}`,
    reason: 'money-returned',
    paymentId: payment.id,
    change: (wallet) => {
      const change = clawBack(wallet, { grant, owed: step.owed, id: step.id, now: now() });
      done = {
        moved: change.taken,
        short: change.short,
        missing: missingOf(lotIn(change.wallet, grant), change.short, now()),
      };
      return change;
    },
  });
  return done;
}

async function giveBack(req: PayloadRequest, payment: Payment, step: Step): Promise<Taken> {
  let moved = 0;
  await post(req, {
    clientId: refId(payment.client),
    cause: `reversal:${step.id}`,
    reason: 'money-stayed',
    paymentId: payment.id,
    change: (wallet) => {
      const change = reinstate(wallet, {
        grant: refId(payment.grant),
        owed: step.owed,
        id: step.id,
        now: now(),
      });
      moved = change.returned;
      return change;
    },
  });
  return { moved, short: 0, missing: NOTHING_MISSING };
}

const lotIn = (wallet: Wallet, grant: string): Lot | undefined =>
  wallet.lots.find((lot) => lot.grant === grant);

async function write(
  req: PayloadRequest,
  payment: Payment,
  sold: Sold,
  reversals: Reversal[],
): Promise<void> {
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
      refundedAmount: amountAway(
        sold,
        reversals.filter((reversal) => reversal.state !== 'open'),
      ),
      feeReversed: feeReversed(payment.fee ?? 0, sold.amount, away),
    },
  });
}
