import { type CollectionConfig } from 'payload';

import { nobody } from './access/nobody';
import { staffWith } from './access/staffWith';
import { derived } from './fields/builders';
import { asFacts, asInstant, asText } from './fields/shown';

/** Who did what, when and why. Append-only. */
export const AuditLog: CollectionConfig = {
  slug: 'audit-log',
  labels: { singular: 'Audit entry', plural: 'Audit log' },
  admin: {
    useAsTitle: 'action',
    defaultColumns: ['at', 'actor', 'action', 'subject', 'reason'],
    listSearchableFields: ['action', 'actor', 'subject', 'reason', 'correlationId'],
    group: 'Machine room',
    hideAPIURL: true,
  },
  defaultSort: '-at',
  access: { create: nobody, read: staffWith('owner', 'ops', 'finance'), update: nobody, delete: nobody },
  fields: [
    derived(asInstant({ name: 'at', type: 'date', admin: { date: { pickerAppearance: 'dayAndTime' } } })),
    derived({ name: 'actor', type: 'text', required: true }),
    derived({ name: 'action', type: 'text', required: true }),
    derived({ name: 'subject', type: 'text', index: true, admin: { description: 'collection:id' } }),
    derived(asText({ name: 'reason', type: 'text' })),
    derived(asFacts({ name: 'facts', type: 'json' })),
    derived({ name: 'correlationId', type: 'text' }),
  ],
};
