import { type Document, type ObjectId } from 'mongodb';
import { type Payload } from 'payload';

import { messageKey } from '@/notifications/enqueue';
import { type Findings } from '@/platform/findings';
import { eachPage, groupBy } from '@/platform/snapshot';
import { nativeCollection } from '@/platform/store';

import { type Pending } from '../pendingRefunds';
import { type Reversal, statusAfter } from '../reversals';
import { type PaymentStatus } from '../status';
import { pendingFaults } from './pendingFaults';
import { reversalFaults } from './reversalFaults';

interface PaymentRow extends Document {
  _id: ObjectId;
  client: ObjectId;
  credits: number;
  amount: number;
  status: PaymentStatus;
  grant?: ObjectId | null;
  paidAt?: Date | null;
  invoiceNumber?: string | null;
  reversals?: Reversal[] | null;
  pendingRefunds?: Pending[] | null;
}

interface GrantRow extends Document {
  _id: ObjectId;
  client: ObjectId;
  credits: number;
  amount: number;
  payment: ObjectId;
}

/** The money has arrived at some time, whatever became of it later. */
const PAID: readonly PaymentStatus[] = ['succeeded', 'partially_refunded', 'refunded', 'disputed'];

/** I2: a paid payment has one grant of what was sold and an invoice number, an unpaid one neither. I6: it was told. */
export async function checkPayments(payload: Payload, findings: Findings): Promise<void> {
  const fields: (keyof PaymentRow & string)[] = [
    'client',
    'credits',
    'amount',
    'status',
    'grant',
    'paidAt',
    'invoiceNumber',
    'reversals',
    'pendingRefunds',
  ];
  await eachPage<PaymentRow>(payload, { collection: 'payments', fields }, async (page, session) => {
    const keys = page.map((payment) => `grant:${payment._id.toHexString()}`);
    const grants = await nativeCollection<GrantRow & { key: string }>(payload, 'credit-grants')
      .find({ key: { $in: keys } }, { session })
      .toArray();
    const byKey = groupBy(grants, (grant) => grant.key);
    const mails = await nativeCollection(payload, 'messages')
      .find({ key: { $in: page.map(receiptOf) } }, { session, projection: { key: 1 } })
      .toArray();
    const told = new Set(mails.map((mail) => String(mail.key)));
    const reversals = await reversalFaults(payload, page, session);
    const pending = await pendingFaults(payload, page, session);
    for (const payment of page) {
      findings.checked('I2', 'payments');
      findings.checked('I6', 'payments');
      const subject = `payments:${payment._id.toHexString()}`;
      for (const fault of faultsOf(payment, byKey.get(`grant:${payment._id.toHexString()}`) ?? []))
        findings.differs('I2', subject, fault);
      for (const fault of pending.get(payment._id.toHexString()) ?? [])
        findings.differs('I6', subject, fault);
      for (const fault of reversals.get(payment._id.toHexString()) ?? [])
        findings.differs('I2', subject, fault);
      if (PAID.includes(payment.status) && !told.has(receiptOf(payment)))
        findings.differs('I6', subject, `the mail ${receiptOf(payment)} is not there`);
    }
  });
  await findStrayGrants(payload, findings);
}

const receiptOf = (payment: PaymentRow): string =>
  messageKey({
    template: 'payment-confirmation',
    cause: payment._id.toHexString(),
    client: payment.client.toHexString(),
  });

function faultsOf(payment: PaymentRow, grants: GrantRow[]): string[] {
  if (!PAID.includes(payment.status)) {
    return [
      ...(grants.length > 0 ? [`it is ${payment.status} and has a grant`] : []),
      ...(payment.invoiceNumber
        ? [`it is ${payment.status} and has the invoice ${payment.invoiceNumber}`]
        : []),
    ];
  }
  const [grant] = grants;
  const faults = payment.invoiceNumber ? [] : [`it is ${payment.status} and has no invoice number`];
  if (!payment.paidAt) faults.push(`it is ${payment.status} and says no time of payment`);
  const due = statusAfter(payment, payment.reversals ?? []);
  if (payment.status !== due) faults.push(`it is ${payment.status}, by its refunds and disputes ${due}`);
  if (!grant) return [...faults, `it is ${payment.status} and has no grant`];
  if (String(payment.grant) !== String(grant._id))
    faults.push(`it names the grant ${String(payment.grant)}, its grant is ${String(grant._id)}`);
  if (grant.credits !== payment.credits)
    faults.push(`${payment.credits} credits were sold, ${grant.credits} granted`);
  if (grant.amount !== payment.amount)
    faults.push(`${payment.amount} was paid, its grant says ${grant.amount}`);
  if (String(grant.client) !== String(payment.client))
    faults.push(`client ${String(payment.client)} paid, client ${String(grant.client)} got the credits`);
  return faults;
}

/** A grant that names a payment must be the one that payment names: so there is no second. */
async function findStrayGrants(payload: Payload, findings: Findings): Promise<void> {
  const where = { $or: [{ source: 'purchase' }, { payment: { $nin: [null] } }] };
  await eachPage<GrantRow>(
    payload,
    { collection: 'credit-grants', where, fields: ['payment'] },
    async (page, session) => {
      const named = await nativeCollection<PaymentRow>(payload, 'payments')
        .find({ _id: { $in: page.map((grant) => grant.payment) } }, { session, projection: { grant: 1 } })
        .toArray();
      const grantOf = new Map(named.map((payment) => [payment._id.toHexString(), String(payment.grant)]));
      for (const grant of page) {
        const names = grantOf.get(String(grant.payment));
        if (names === String(grant._id)) continue;
        const what = names
          ? `is a second grant of payment ${String(grant.payment)}, whose own is ${names}`
          : `its payment ${String(grant.payment)} does not exist`;
        findings.differs('I2', `credit-grants:${String(grant._id)}`, what);
      }
    },
  );
}
