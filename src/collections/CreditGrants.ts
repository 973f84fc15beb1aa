import { type CollectionConfig, type Field } from 'payload';

import { assertGrant } from '@/hooks/credit-grants/assertGrant';
import { onGranted } from '@/hooks/credit-grants/onGranted';
import { REASON_CODES } from '@/credits/reasons';

import { anyOf } from './access/anyOf';
import { clientsOwn } from './access/clientsOwn';
import { nobody } from './access/nobody';
import { staffWith } from './access/staffWith';
import { derived, frozen, internal, oneOf, whole } from './fields/builders';
import { asInstant, asMoney, newHeading, onceMade, panel } from './fields/shown';

/** What the product adds when a lot is made. */
const completed: Field[] = [
  derived(oneOf('source', ['purchase', 'manual', 'trial'])),
  derived({ name: 'packageName', type: 'text', label: 'Lot' }),
  derived({ name: 'payment', type: 'relationship', relationTo: 'payments' }),
  derived(asInstant({ name: 'expiresAt', type: 'date', admin: { date: { pickerAppearance: 'dayAndTime' }, description: 'As issued. An extension is an entry in the ledger.' } })),
  internal(derived({ name: 'priority', type: 'number' })),
  internal(derived({ name: 'bookBeforeExpiry', type: 'checkbox' })),
  internal(derived(asMoney({ name: 'amount', type: 'number', label: 'Paid for the lot (minor units)' }))),
  internal(derived({ name: 'currency', type: 'text' })),
  internal(derived({ name: 'key', type: 'text' })),
  internal(derived({ name: 'actor', type: 'text' })),
];

/** Lots: credits that came from one cause. Making one by hand here assigns credits. Immutable. */
export const CreditGrants: CollectionConfig = {
  slug: 'credit-grants',
  labels: { singular: 'Credit grant', plural: 'Credit grants' },
  admin: {
    useAsTitle: 'packageName',
    defaultColumns: ['packageName', 'client', 'credits', 'source', 'expiresAt', 'createdAt'],
    listSearchableFields: ['packageName', 'note'],
    group: 'Credits',
    hideAPIURL: true,
    description: 'Lots of credits and where they came from. Making one assigns credits by hand; one that is made is never edited.',
  },
  defaultSort: '-createdAt',
  access: {
    create: staffWith('owner', 'ops', 'finance'),
    read: anyOf(staffWith('owner', 'ops', 'finance'), clientsOwn),
    update: nobody,
    delete: nobody,
  },
  disableDuplicate: true,
  hooks: { beforeChange: [assertGrant], afterChange: [onGranted] },
  fields: [
    newHeading('packageName', 'Assign credits'),
    panel('overview', 'credits/LotPanel#LotPanel', { condition: onceMade }),
    frozen({ name: 'client', type: 'relationship', relationTo: 'clients', required: true, index: true }),
    frozen(whole('credits', { min: 1, max: 1000 }, { required: true })),
    frozen(whole('validityDays', { min: 1, max: 3650 }, { required: true, defaultValue: 90 })),
    frozen(internal(oneOf('reasonCode', REASON_CODES, { admin: { description: 'Why, for credits assigned by hand.' } }))),
    frozen(internal({ name: 'note', type: 'textarea', maxLength: 1000, admin: { description: 'For colleagues and the audit. Required with credits assigned by hand.' } })),
    ...completed.map((field) => ({ ...field, admin: { ...field.admin, condition: onceMade } }) as Field),
  ],
};
