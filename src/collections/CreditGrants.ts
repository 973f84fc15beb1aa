import { type CollectionConfig, type Field } from 'payload';

import { assertGrant } from '@/hooks/credit-grants/assertGrant';
import { onGranted } from '@/hooks/credit-grants/onGranted';
import { REASON_CODES } from '@/credits/reasons';

import { anyOf } from './access/anyOf';
import { clientsOwn } from './access/clientsOwn';
import { nobody } from './access/nobody';
import { staffWith } from './access/staffWith';
import { derived, frozen, internal, oneOf, whole } from './fields/builders';
import {
  asActor,
  asInstant,
  asMoney,
  newHeading,
  onceMade,
  panel,
  recordDetails,
  whenMaking,
} from './fields/shown';

const wide = { width: '100%' };
const half = { width: '50%' };

/** What assigning asks for. On the record of a lot the overview says it. */
const asked: Field[] = [
  frozen({
    name: 'client',
    type: 'relationship',
    relationTo: 'clients',
    required: true,
    index: true,
    admin: wide,
  }),
  frozen(whole('credits', { min: 1, max: 1000 }, { required: true, admin: half })),
  frozen(whole('validityDays', { min: 1, max: 3650 }, { required: true, defaultValue: 90, admin: half })),
  frozen(
    internal(
      oneOf('reasonCode', REASON_CODES, {
        admin: { ...wide, description: 'Why, for credits assigned by hand. The client reads it in words.' },
      }),
    ),
  ),
  frozen(
    internal({
      name: 'note',
      type: 'textarea',
      maxLength: 1000,
      admin: {
        ...wide,
        description: 'For colleagues and the audit. Required with credits assigned by hand.',
      },
    }),
  ),
];

/** What the product adds when a lot is made. */
const completed: Field[] = [
  derived(oneOf('source', ['purchase', 'manual', 'trial'])),
  derived({ name: 'packageName', type: 'text', label: 'Lot' }),
  derived({ name: 'payment', type: 'relationship', relationTo: 'payments' }),
  derived(
    asInstant({
      name: 'expiresAt',
      type: 'date',
      admin: {
        date: { pickerAppearance: 'dayAndTime' },
        description: 'As issued. An extension is an entry in the ledger.',
      },
    }),
  ),
  internal(derived({ name: 'priority', type: 'number' })),
  internal(derived({ name: 'bookBeforeExpiry', type: 'checkbox' })),
  internal(derived(asMoney({ name: 'amount', type: 'number', label: 'Paid for the lot (minor units)' }))),
  internal(derived({ name: 'currency', type: 'text' })),
  internal(derived({ name: 'key', type: 'text' })),
  internal(derived(asActor({ name: 'actor', type: 'text' }))),
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
    description:
      'Lots of credits and where they came from. Making one assigns credits by hand; one that is made is never edited.',
    components: { edit: { SaveButton: '@/components/admin/ui/SaveOnce#SaveOnce' } },
  },
  defaultSort: '-createdAt',
  access: {
    create: staffWith('owner', 'ops', 'finance'),
    read: anyOf(staffWith('owner', 'ops', 'finance'), clientsOwn),
    update: nobody,
    delete: nobody,
  },
  hooks: { beforeChange: [assertGrant], afterChange: [onGranted] },
  fields: [
    newHeading('packageName', 'Assign credits'),
    panel('overview', 'credits/LotPanel#LotPanel', { condition: onceMade }),
    // The condition stands on the row, not on what is required in it: that stays required in the types.
    { type: 'row', admin: { condition: whenMaking }, fields: asked },
    recordDetails(completed, onceMade),
  ],
};
