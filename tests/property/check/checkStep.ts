import { type Document } from 'mongodb';

import { readBalance } from '../../../src/credits/readBalance';
import { nativeCollection } from '../../../src/platform/store';
import { BOOKS, invariantFaults } from '../../support/invariants';
import { type World } from '../../support/world';
import { expectSame } from '../compare';
import { placesOf } from '../model/lots';
import { type Model } from '../model/model';
import { refundedAmountOf, statusOf } from '../model/payments';
import { type Real } from '../real';
import { growthFaults } from './growth';
import { holdFaults } from './holds';

const COLLECTIONS = [...BOOKS, 'audit-log', 'payments', 'cases'] as const;
type Rows = Record<(typeof COLLECTIONS)[number], Document[]>;

/** All of them in one command: this is done after each step. */
async function readRows({ payload }: World): Promise<Rows> {
  const rows = Object.fromEntries(COLLECTIONS.map((name) => [name, []])) as unknown as Rows;
  const [first, ...others] = COLLECTIONS.map((name) => ({
    coll: name,
    pipeline: [{ $project: { _id: 0, name, row: '$$ROOT' } }],
  }));
  const read = nativeCollection<Document>(payload, first?.coll ?? '').aggregate<{
    name: keyof Rows;
    row: Document;
  }>([...(first?.pipeline ?? []), ...others.map((other) => ({ $unionWith: other }))]);
  for await (const { name, row } of read) rows[name].push(row);
  return rows;
}

/** After each step: the invariants on the rows, and the product's rows against the model. */
export async function checkStep(model: Model, real: Real): Promise<void> {
  const rows = await readRows(real.world);
  const faults = [...growthFaults(real.seen, rows), ...holdFaults(rows), ...invariantFaults(rows)];
  if (faults.length > 0) throw new Error(faults.join('\n'));
  comparePayments(model, rows);
  await compareLots(model, real, rows.wallets);
}

function comparePayments(model: Model, { payments: rows, cases }: Rows): void {
  expectSame('payments', rows.length, model.payments.length);
  for (const payment of model.payments) {
    const row = rows.find(({ _id }) => String(_id) === payment.id) ?? {};
    const kinds = new Set(
      cases.filter((found) => String(found.payment) === payment.id).map(({ kind }) => String(kind)),
    );
    const { lot, shortfall, isRefused, hasFailed } = payment.known;
    if (lot) lot.id = String(row.grant);
    expectSame(
      `payment ${payment.id} (${payment.offer.slug})`,
      {
        status: row.status,
        refunded: row.refundedAmount,
        paid: Boolean(row.grant && row.invoiceNumber && row.paidAt),
        cases: [
          kinds.has('refund-of-spent-credits'),
          kinds.has('refund-refused'),
          kinds.has('refund-failed'),
        ],
        pending: ((row.pendingRefunds ?? []) as Document[]).map(({ id }) => String(id)),
      },
      {
        status: statusOf(payment),
        refunded: refundedAmountOf(payment),
        paid: Boolean(lot),
        cases: [shortfall > 0, isRefused, hasFailed],
        pending: payment.pending.map(({ id }) => id),
      },
    );
  }
}

async function compareLots(model: Model, { world, clients }: Real, wallets: Document[]): Promise<void> {
  for (const [index, client] of clients.entries()) {
    const lots = model.lots.filter((lot) => lot.client === index);
    const stored = (wallets.find((wallet) => String(wallet.client) === client.id)?.lots ?? []) as Record<
      string,
      unknown
    >[];
    const product = stored.map((lot) => {
      const isGone = (lot.expiresAt as Date).getTime() <= model.now;
      const [available, expired] = [Number(lot.available), Number(lot.expired)];
      return [
        String(lot.grant),
        isGone ? 0 : available,
        lot.held,
        lot.used,
        isGone ? expired + available : expired,
        lot.voided,
        lot.clawedBack,
        lot.owedBack ?? 0,
        (lot.expiresAt as Date).toISOString(),
      ];
    });
    const due = lots.map((lot) => {
      const { available, held, used, expired, voided, taken } = placesOf(lot, model.now);
      return [
        lot.id,
        available,
        held,
        used,
        expired,
        voided,
        taken,
        lot.due - taken,
        new Date(lot.expiresAt).toISOString(),
      ];
    });
    expectSame(
      `lots of client ${index} [id, available, held, used, expired, voided, taken back, owed, expiry]`,
      product.sort(),
      due.sort(),
    );
    const total = (at: number): number => due.reduce((sum, lot) => sum + Number(lot[at]), 0);
    const { available, held, used, expired } = await readBalance({
      payload: world.payload,
      clientId: client.id,
    });
    expectSame(
      `balance of client ${index}`,
      { available, held, used, expired },
      { available: total(1), held: total(2), used: total(3), expired: total(4) },
    );
  }
}
