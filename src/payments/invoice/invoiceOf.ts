import { type Payload } from 'payload';

import { type Client, type Payment, type Setting } from '@/payload-types';
import { DomainError } from '@/platform/errors';
import { refId } from '@/platform/refs';
import { readSettings } from '@/platform/settings';

/** What an invoice says. Everything about the purchase is as it was sold. */
export interface Invoice {
  number: string;
  paidAt: Date;
  seller: { name: string; address: string; email: string };
  buyer: { name: string; company: string; email: string };
  line: { description: string; credits: number; validityDays: number };
  /** Minor units. */
  amount: number;
  currency: string;
  paidBy: string;
}

/** @throws DomainError NOT_FOUND when the payment is not paid */
export async function invoiceOf(payload: Payload, paymentId: string): Promise<Invoice> {
  const payment = await payload.findByID({ collection: 'payments', id: paymentId, depth: 0, overrideAccess: true, disableErrors: true });
  if (!payment?.invoiceNumber || !payment.paidAt) throw new DomainError('NOT_FOUND');
  const client = await payload.findByID({ collection: 'clients', id: refId(payment.client), depth: 0, overrideAccess: true });
  return fromRecords(payment, client, await readSettings(payload));
}

const fromRecords = (payment: Payment, client: Client, { brand }: Setting): Invoice => ({
  number: payment.invoiceNumber ?? '',
  paidAt: new Date(payment.paidAt ?? 0),
  seller: { name: brand.companyName, address: brand.companyAddress ?? '', email: brand.supportEmail ?? '' },
  buyer: { name: `${client.firstName} ${client.lastName}`, company: client.company ?? '', email: client.email },
  line: { description: payment.packageName, credits: payment.credits, validityDays: payment.validityDays },
  amount: payment.amount ?? 0,
  currency: payment.currency,
  paidBy: payment.method ?? 'Card',
});
