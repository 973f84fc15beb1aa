import { type Payload } from 'payload';

import { type Payment } from '@/payload-types';
import { DomainError } from '@/platform/errors';
import { refId } from '@/platform/refs';
import { readSettings } from '@/platform/settings';

import { type Parties, partiesOf } from './frozenParties';

/**
 * What an invoice says. Everything about the purchase is as it was sold, the parties as they were when it was
 * issued.
 */
export interface Invoice extends Parties {
  number: string;
  paidAt: Date;
  line: { description: string; credits: number; validityDays: number };
  /** Minor units. */
  amount: number;
  currency: string;
  paidBy: string;
}

/** @throws DomainError NOT_FOUND when the payment is not paid */
export async function invoiceOf(payload: Payload, paymentId: string): Promise<Invoice> {
  const payment = await payload.findByID({
    collection: 'payments',
    id: paymentId,
    depth: 0,
    overrideAccess: true,
    disableErrors: true,
  });
  if (!payment?.invoiceNumber || !payment.paidAt) throw new DomainError('NOT_FOUND');
  return fromRecords(
    payment,
    (payment.invoiced as Parties | null | undefined) ?? (await partiesToday(payload, payment)),
  );
}

/** Of a payment from before the parties were kept: as they are today, without a tax line, which it did not have. */
async function partiesToday(payload: Payload, payment: Payment): Promise<Parties> {
  const client = await payload.findByID({
    collection: 'clients',
    id: refId(payment.client),
    depth: 0,
    overrideAccess: true,
  });
  const parties = partiesOf(client, await readSettings(payload));
  return { ...parties, seller: { ...parties.seller, taxNumber: '' }, tax: { label: '', rate: 0 } };
}

const fromRecords = (payment: Payment, parties: Parties): Invoice => ({
  ...parties,
  number: payment.invoiceNumber ?? '',
  paidAt: new Date(payment.paidAt ?? 0),
  line: { description: payment.packageName, credits: payment.credits, validityDays: payment.validityDays },
  amount: payment.amount ?? 0,
  currency: payment.currency,
  paidBy: payment.method ?? 'Card',
});
