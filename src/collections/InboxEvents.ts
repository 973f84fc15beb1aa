import { type CollectionConfig } from 'payload';

import { nobody } from './access/nobody';
import { staffWith } from './access/staffWith';
import { derived, workFields } from './fields/builders';
import { asFacts, asInstant, asState, panel, recordDetails } from './fields/shown';

/** Webhooks as received, once each. */
export const InboxEvents: CollectionConfig = {
  slug: 'inbox-events',
  labels: { singular: 'Inbox event', plural: 'Inbox events' },
  admin: {
    useAsTitle: 'eventId',
    defaultColumns: ['receivedAt', 'provider', 'type', 'state', 'attempts', 'error'],
    listSearchableFields: ['eventId', 'type', 'error', 'correlationId'],
    group: 'Machine room',
    hideAPIURL: true,
  },
  defaultSort: '-receivedAt',
  access: { create: nobody, read: staffWith('owner', 'ops', 'finance'), update: nobody, delete: nobody },
  fields: [
    panel('overview', 'operations/WorkPanel#InboxPanel'),
    recordDetails([
      derived({ name: 'provider', type: 'text', required: true }),
      derived({ name: 'eventId', type: 'text', required: true }),
      derived({ name: 'type', type: 'text' }),
      derived(
        asState({
          name: 'state',
          type: 'text',
          admin: { description: 'received, processed, ignored, failed or set-aside' },
        }),
      ),
      derived(
        asInstant({ name: 'receivedAt', type: 'date', admin: { date: { pickerAppearance: 'dayAndTime' } } }),
      ),
      derived(
        asInstant({ name: 'processedAt', type: 'date', admin: { date: { pickerAppearance: 'dayAndTime' } } }),
      ),
      derived({ name: 'note', type: 'text' }),
      ...workFields,
      derived(asFacts({ name: 'payload', type: 'json' })),
    ]),
  ],
};
