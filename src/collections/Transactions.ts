import { type CollectionConfig } from 'payload';

import { anyOf } from './access/anyOf';
import { clientsOwn } from './access/clientsOwn';
import { nobody } from './access/nobody';
import { staffWith } from './access/staffWith';
import { derived, internal } from './fields/builders';
import { asInstant, asText } from './fields/shown';

/** The ledger. Append-only: written by credits/ledger and by nothing else. */
export const Transactions: CollectionConfig = {
  slug: 'transactions',
  labels: { singular: 'Ledger entry', plural: 'Ledger' },
  admin: { useAsTitle: 'key', defaultColumns: ['at', 'client', 'kind', 'quantity', 'balanceAfter', 'reason', 'actor'], listSearchableFields: ['key', 'reason', 'actor', 'correlationId'], group: 'Credits', hideAPIURL: true, description: 'Every movement of every credit. It only grows.' },
  defaultSort: '-at',
  access: { create: nobody, read: anyOf(staffWith('owner', 'ops', 'finance'), clientsOwn), update: nobody, delete: nobody },
  fields: [
    derived(asInstant({ name: 'at', type: 'date', admin: { date: { pickerAppearance: 'dayAndTime' } } })),
    derived({ name: 'client', type: 'relationship', relationTo: 'clients', required: true }),
    derived({ name: 'grant', type: 'relationship', relationTo: 'credit-grants', required: true }),
    derived({ name: 'kind', type: 'text' }),
    derived({ name: 'from', type: 'text' }),
    derived({ name: 'to', type: 'text' }),
    derived({ name: 'quantity', type: 'number' }),
    derived({ name: 'balanceAfter', type: 'number' }),
    derived({ name: 'consultation', type: 'relationship', relationTo: 'consultations' }),
    derived({ name: 'payment', type: 'relationship', relationTo: 'payments' }),
    internal(derived({ name: 'actor', type: 'text' })),
    internal(derived({ name: 'cause', type: 'text' })),
    derived(asText({ name: 'reason', type: 'text' })),
    internal(derived({ name: 'key', type: 'text' })),
    derived({ name: 'seq', type: 'number' }),
    derived(asInstant({ name: 'oldExpiresAt', type: 'date' })),
    derived(asInstant({ name: 'newExpiresAt', type: 'date' })),
    internal(derived({ name: 'correlationId', type: 'text' })),
  ],
};
