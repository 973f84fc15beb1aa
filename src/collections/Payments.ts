import { type CollectionConfig } from 'payload';

import { assertPaymentTransition } from '@/hooks/payments/assertPaymentTransition';
import { onPaymentSucceeded } from '@/hooks/payments/onPaymentSucceeded';
import { PAYMENT_STATUSES } from '@/payments/status';

import { anyOf } from './access/anyOf';
import { clientsOwn } from './access/clientsOwn';
import { nobody } from './access/nobody';
import { staffWith } from './access/staffWith';
import { derived, internal, money, oneOf } from './fields/builders';
import { asFacts, asInstant, asMoney, asState, asText, panel, recordDetails } from './fields/shown';

/** One attempt to buy a package, with a frozen copy of what was sold. Written by the product only. */
export const Payments: CollectionConfig = {
  slug: 'payments',
  admin: {
    useAsTitle: 'packageName',
    defaultColumns: ['packageName', 'client', 'amount', 'status', 'invoiceNumber', 'createdAt'],
    listSearchableFields: ['invoiceNumber', 'packageName', 'intentId'],
    group: 'Selling',
    hideAPIURL: true,
  },
  defaultSort: '-createdAt',
  access: {
    create: nobody,
    read: anyOf(staffWith('owner', 'ops', 'finance'), clientsOwn),
    update: nobody,
    delete: nobody,
  },
  hooks: { beforeChange: [assertPaymentTransition], afterChange: [onPaymentSucceeded] },
  fields: [
    panel('overview', 'payments/PaymentPanel#PaymentPanel'),
    recordDetails([
      derived({ name: 'client', type: 'relationship', relationTo: 'clients', required: true, index: true }),
      internal(derived({ name: 'package', type: 'relationship', relationTo: 'packages' })),
      derived({ name: 'packageName', type: 'text', required: true }),
      derived({ name: 'credits', type: 'number', required: true }),
      derived(asMoney(money('amount', 'Amount'))),
      derived({ name: 'currency', type: 'text', required: true }),
      derived(asState(oneOf('status', PAYMENT_STATUSES, { required: true, index: true }))),
      internal(derived({ name: 'validityDays', type: 'number', required: true })),
      internal(derived({ name: 'burnPriority', type: 'number', required: true })),
      internal(derived({ name: 'bookBeforeExpiry', type: 'checkbox' })),
      internal(
        derived({
          name: 'feeRate',
          type: 'number',
          required: true,
          admin: { description: 'In hundredths of a per cent: 1500 is 15 %.' },
        }),
      ),
      internal(derived(asMoney(money('fee', 'Platform fee')))),
      internal(derived({ name: 'intentId', type: 'text', label: 'Stripe payment intent' })),
      derived(asMoney(money('refundedAmount', 'Refunded'))),
      internal(derived(asMoney(money('feeReversed', 'Fee given back')))),
      internal(derived(asFacts({ name: 'reversals', type: 'json', label: 'Refunds and disputes' }))),
      internal(derived(asFacts({ name: 'pendingRefunds', type: 'json', label: 'Refunds on their way' }))),
      derived({ name: 'method', type: 'text', label: 'Paid by' }),
      derived({ name: 'failureMessage', type: 'text' }),
      derived(asInstant({ name: 'paidAt', type: 'date' })),
      derived(asText({ name: 'invoiceNumber', type: 'text' })),
      // Clients read it as the invoice.
      internal(derived(asFacts({ name: 'invoiced', type: 'json', label: 'Invoice as issued' }))),
      derived({ name: 'grant', type: 'relationship', relationTo: 'credit-grants' }),
    ]),
  ],
};
