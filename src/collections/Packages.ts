import { type CollectionConfig } from 'payload';

import { onRecord } from '@/hooks/onRecord';
import { amountProblem, currencyProblem } from '@/payments/charges';

import { hiddenExcept } from './access/hiddenExcept';
import { staffField } from './access/staffField';
import { staffWith } from './access/staffWith';
import { anyOf } from './access/anyOf';
import { money, whole } from './fields/builders';
import { asPrice, asText } from './fields/shown';

const priced = { create: staffField('owner', 'finance'), update: staffField('owner', 'finance') };
const inside = staffField('owner', 'ops', 'finance', 'editor', 'consultant');

/** What is on offer. Editing a package never changes what was sold. */
export const Packages: CollectionConfig = onRecord({
  slug: 'packages',
  admin: {
    useAsTitle: 'name',
    defaultColumns: ['name', 'credits', 'price', 'validityDays', 'badge', 'onOffer'],
    listSearchableFields: ['name', 'slug', 'description'],
    group: 'Selling',
    hidden: hiddenExcept('owner', 'ops', 'finance', 'editor'),
    hideAPIURL: true,
  },
  defaultSort: 'sortOrder',
  access: {
    create: staffWith('owner', 'finance'),
    read: anyOf(staffWith('owner', 'ops', 'finance', 'editor', 'consultant'), () => ({
      onOffer: { equals: true },
    })),
    update: staffWith('owner', 'finance', 'editor'),
    delete: staffWith('owner', 'finance'),
  },
  fields: [
    { name: 'name', type: 'text', required: true, maxLength: 120 },
    {
      name: 'slug',
      type: 'text',
      required: true,
      unique: true,
      maxLength: 60,
      access: priced,
      validate: (value: unknown) =>
        (typeof value === 'string' && /^[a-z0-9-]+$/.test(value)) ||
        'Lower-case letters, digits and dashes, please.',
    },
    { name: 'description', type: 'textarea', required: true, maxLength: 1000 },
    { name: 'features', type: 'text', hasMany: true },
    asText({
      name: 'badge',
      type: 'text',
      maxLength: 30,
      admin: { description: 'A word on the card, e.g. "Best value". Empty: none.' },
    }),
    {
      type: 'row',
      fields: [
        { ...whole('credits', { min: 1, max: 1000 }, { required: true }), access: priced } as never,
        {
          ...asPrice(money('price', 'Price')),
          required: true,
          access: priced,
          validate: (value: unknown, { siblingData }: { siblingData: { currency?: unknown } }) =>
            amountProblem(value, siblingData.currency) ?? true,
        } as never,
        {
          name: 'currency',
          type: 'text',
          required: true,
          defaultValue: 'usd',
          access: priced,
          validate: (value: unknown) => currencyProblem(value) ?? true,
        },
      ],
    },
    { ...whole('validityDays', { min: 1, max: 3650 }, { required: true }), access: priced } as never,
    {
      ...whole(
        'burnPriority',
        { min: 0, max: 1000 },
        { defaultValue: 100, required: true, admin: { description: 'Low burns first.' } },
      ),
      access: { ...priced, read: inside },
    } as never,
    {
      name: 'bookBeforeExpiry',
      type: 'checkbox',
      defaultValue: false,
      access: priced,
      admin: {
        description: 'Booking before the expiry is enough; otherwise the session must start before it.',
      },
    },
    { name: 'onOffer', type: 'checkbox', defaultValue: true, access: priced },
    { ...whole('sortOrder', { min: 0, max: 1000 }, { defaultValue: 0 }), access: priced } as never,
  ],
});
