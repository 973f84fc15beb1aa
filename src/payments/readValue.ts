import { type ClientSession, type Document, type Filter, ObjectId } from 'mongodb';
import { type Payload } from 'payload';

import { accountsAt, addValues, NO_VALUE, type Value, valueOf } from '@/credits/value';
import { fromDocument, type WalletDocument } from '@/credits/walletDocument';
import { now } from '@/platform/clock';
import { eachPage } from '@/platform/snapshot';
import { nativeCollection } from '@/platform/store';

import { type Reversal } from './reversals';

/** What became of the money of one payment. */
export interface LotValue extends Value {
  payment: string;
  grant: string;
  packageName: string;
  currency: string;
}

export interface PaidPayment extends Document {
  _id: ObjectId;
  client: ObjectId;
  grant: ObjectId;
  packageName: string;
  credits: number;
  amount: number;
  currency: string;
  fee: number;
  refundedAmount?: number | null;
  feeReversed?: number | null;
  reversals?: Reversal[] | null;
}

const FIELDS: (keyof PaidPayment & string)[] = [
  'client',
  'grant',
  'packageName',
  'credits',
  'amount',
  'currency',
  'fee',
  'refundedAmount',
  'feeReversed',
  'reversals',
];

/** The lots of some payments as they are, by grant: with their client's wallet, in the same moment. */
export async function lotsOf(
  payload: Payload,
  payments: readonly Pick<PaidPayment, 'client'>[],
  session: ClientSession,
) {
  const clients = [...new Map(payments.map(({ client }) => [client.toHexString(), client])).values()];
  const wallets = await nativeCollection<WalletDocument>(payload, 'wallets')
    .find({ client: { $in: clients } }, { session })
    .toArray();
  return new Map(
    wallets.flatMap((wallet) => fromDocument(wallet).lots.map((lot) => [lot.grant, lot] as const)),
  );
}

/**
 * Visits what every paid payment is worth now, each page of them as of one moment. Credits that nobody paid for are
 * worth nothing and do not appear.
 */
export async function eachValue(
  payload: Payload,
  where: Filter<Document>,
  visit: (value: LotValue, payment: PaidPayment) => void,
): Promise<void> {
  const at = now();
  const paid = { $and: [{ paidAt: { $type: 'date' }, grant: { $type: 'objectId' } }, where] };
  await eachPage<PaidPayment>(
    payload,
    { collection: 'payments', where: paid, fields: FIELDS },
    async (page, session) => {
      const lots = await lotsOf(payload, page, session);
      for (const payment of page) {
        const grant = payment.grant.toHexString();
        const lot = lots.get(grant);
        // The audit tells of a payment without its lot; a page must not fail over it.
        if (!lot) continue;
        const value = valueOf(
          { paid: payment.amount, credits: payment.credits },
          accountsAt(lot, at),
          payment.refundedAmount ?? 0,
        );
        visit(
          {
            ...value,
            payment: payment._id.toHexString(),
            grant,
            packageName: payment.packageName,
            currency: payment.currency,
          },
          payment,
        );
      }
    },
  );
}

/** What the payments of a client, or one payment, are worth now. The caller has checked that the reader may see it. */
export async function readValue(
  payload: Payload,
  of: { client: string } | { payment: string },
): Promise<LotValue[]> {
  const values: LotValue[] = [];
  const where = 'client' in of ? { client: new ObjectId(of.client) } : { _id: new ObjectId(of.payment) };
  await eachValue(payload, where, (value) => values.push(value));
  return values;
}

/** One sum a currency. */
export function totalsOf(
  values: readonly (Value & { currency: string })[],
): (Value & { currency: string })[] {
  const totals = new Map<string, Value>();
  for (const value of values)
    totals.set(value.currency, addValues(totals.get(value.currency) ?? NO_VALUE, value));
  return [...totals].map(([currency, total]) => ({ ...total, currency }));
}
