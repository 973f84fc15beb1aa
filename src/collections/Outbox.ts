import { type CollectionConfig } from 'payload';

import { nobody } from './access/nobody';
import { staffWith } from './access/staffWith';
import { derived, workFields } from './fields/builders';
import { asInstant, asState, panel, recordDetails } from './fields/shown';

/** Things owed to the outside, recorded in the transaction of their cause. */
export const Outbox: CollectionConfig = {
  slug: 'outbox',
  labels: { singular: 'Outbox effect', plural: 'Outbox' },
  admin: {
    useAsTitle: 'key',
    defaultColumns: ['createdAt', 'kind', 'subject', 'state', 'attempts', 'error'],
    listSearchableFields: ['key', 'subject', 'error', 'correlationId'],
    group: 'Machine room',
    hideAPIURL: true,
  },
  defaultSort: '-createdAt',
  access: { create: nobody, read: staffWith('owner', 'ops', 'finance'), update: nobody, delete: nobody },
  fields: [
    panel('overview', 'operations/WorkPanel#OutboxPanel'),
    recordDetails([
      derived({ name: 'key', type: 'text', required: true }),
      derived({ name: 'kind', type: 'text' }),
      derived({ name: 'subject', type: 'text' }),
      derived(
        asState({ name: 'state', type: 'text', admin: { description: 'waiting, done, dead or set-aside' } }),
      ),
      derived(
        asInstant({ name: 'doneAt', type: 'date', admin: { date: { pickerAppearance: 'dayAndTime' } } }),
      ),
      ...workFields,
    ]),
  ],
};
