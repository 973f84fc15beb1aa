import { type CollectionConfig } from 'payload';

import { type EntryKind } from '@/credits/wallet';

import { anyOf } from './access/anyOf';
import { clientsOwn } from './access/clientsOwn';
import { nobody } from './access/nobody';
import { staffWith } from './access/staffWith';
import { derived, internal } from './fields/builders';
import { asActor, asInstant, asWords, panel, recordDetails } from './fields/shown';

/** The kinds of entries as staff read them. */
const KINDS: Record<EntryKind, string> = {
  grant: 'Granted',
  hold: 'Held',
  release: 'Returned',
  consume: 'Used',
  expire: 'Expired',
  extend: 'Expiry moved',
  void: 'Voided',
  clawback: 'Taken back',
  reinstate: 'Given again',
};

/** The ledger. Append-only: written by credits/ledger and by nothing else. */
export const Transactions: CollectionConfig = {
  slug: 'transactions',
  labels: { singular: 'Ledger entry', plural: 'Ledger' },
  admin: {
    useAsTitle: 'key',
    defaultColumns: ['at', 'client', 'kind', 'quantity', 'grant', 'balanceAfter', 'reason', 'actor'],
    listSearchableFields: ['key', 'reason', 'actor', 'correlationId'],
    group: 'Credits',
    hideAPIURL: true,
    description: 'Every movement of every credit. It only grows.',
  },
  defaultSort: '-at',
  access: {
    create: nobody,
    read: anyOf(staffWith('owner', 'ops', 'finance'), clientsOwn),
    update: nobody,
    delete: nobody,
  },
  fields: [
    panel('overview', 'credits/EntryPanel#EntryPanel'),
    recordDetails([
      derived(
        asInstant({
          name: 'at',
          label: 'When',
          type: 'date',
          admin: { date: { pickerAppearance: 'dayAndTime' } },
        }),
      ),
      derived({ name: 'client', type: 'relationship', relationTo: 'clients', required: true }),
      derived({
        name: 'grant',
        label: 'Lot',
        type: 'relationship',
        relationTo: 'credit-grants',
        required: true,
      }),
      derived({
        name: 'kind',
        label: 'What',
        type: 'select',
        options: Object.entries(KINDS).map(([value, label]) => ({ value, label })),
      }),
      derived(asWords({ name: 'from', type: 'text' })),
      derived(asWords({ name: 'to', type: 'text' })),
      derived({ name: 'quantity', label: 'Credits', type: 'number' }),
      derived({ name: 'balanceAfter', label: 'Available after', type: 'number' }),
      derived({ name: 'consultation', type: 'relationship', relationTo: 'consultations' }),
      derived({ name: 'payment', type: 'relationship', relationTo: 'payments' }),
      internal(derived(asActor({ name: 'actor', label: 'By', type: 'text' }))),
      internal(derived({ name: 'cause', type: 'text' })),
      derived(asWords({ name: 'reason', type: 'text' })),
      internal(derived({ name: 'key', type: 'text' })),
      derived({ name: 'seq', type: 'number' }),
      derived(asInstant({ name: 'oldExpiresAt', type: 'date' })),
      derived(asInstant({ name: 'newExpiresAt', type: 'date' })),
      internal(derived({ name: 'correlationId', type: 'text' })),
    ]),
  ],
};
