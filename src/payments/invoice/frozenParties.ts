import { ObjectId } from 'mongodb';
import { type PayloadRequest } from 'payload';

import { type Client, type Payment, type Setting } from '@/payload-types';
import { refId } from '@/platform/refs';
import { recentSettings } from '@/platform/settings';
import { nativeCollection, sessionOf } from '@/platform/store';

import { type Tax } from './tax';

/** Who sells and who buys, and the tax line, as an invoice says it. */
export interface Parties {
  seller: { name: string; address: string; email: string; taxNumber: string };
  buyer: { name: string; company: string; email: string };
  tax: Tax;
}

type Buyer = Pick<Client, 'firstName' | 'lastName' | 'company' | 'email'>;

export const partiesOf = (
  { firstName, lastName, company, email }: Buyer,
  { brand, tax }: Setting,
): Parties => ({
  seller: {
    name: brand.companyName,
    address: brand.companyAddress ?? '',
    email: brand.supportEmail ?? '',
    taxNumber: tax?.number ?? '',
  },
  buyer: { name: `${firstName} ${lastName}`, company: company ?? '', email },
  tax: { label: tax?.label ?? '', rate: tax?.rate ?? 0 },
});

/**
 * The parties as they are, to be frozen on the payment with its invoice number: an invoice that was issued does not
 * change when somebody changes a name, an address or a rate. The settings may be some seconds old. One command.
 */
export async function partiesNow(req: PayloadRequest, payment: Pick<Payment, 'client'>): Promise<Parties> {
  const _id = new ObjectId(refId(payment.client));
  const client = await nativeCollection<Buyer & { _id: ObjectId }>(req.payload, 'clients').findOne(
    { _id },
    { session: sessionOf(req), projection: { firstName: 1, lastName: 1, company: 1, email: 1 } },
  );
  return partiesOf(client ?? { firstName: '', lastName: '', email: '' }, await recentSettings(req.payload));
}
