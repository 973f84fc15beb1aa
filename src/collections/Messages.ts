import { type CollectionConfig } from 'payload';

import { anyOf } from './access/anyOf';
import { clientsOwn } from './access/clientsOwn';
import { consultantsOwn } from './access/consultantsOwn';
import { nobody } from './access/nobody';
import { staffWith } from './access/staffWith';
import { derived, internal, workFields } from './fields/builders';
import { asInstant, asState, asText, panel, recordDetails } from './fields/shown';

/** Each mail owed to one recipient for one cause, and what became of it. */
export const Messages: CollectionConfig = {
  slug: 'messages',
  admin: {
    useAsTitle: 'subject',
    defaultColumns: ['createdAt', 'template', 'toAddress', 'state', 'subject', 'sentAt'],
    listSearchableFields: ['subject', 'toAddress', 'template', 'messageId'],
    group: 'Messages',
    hideAPIURL: true,
  },
  defaultSort: '-createdAt',
  access: {
    create: nobody,
    read: anyOf(staffWith('owner', 'ops', 'finance', 'editor'), clientsOwn, consultantsOwn),
    update: nobody,
    delete: nobody,
  },
  fields: [
    panel('overview', 'messages/MessagePanel#MessagePanel'),
    recordDetails([
      derived({ name: 'template', type: 'text', required: true }),
      derived(
        asState({
          name: 'state',
          type: 'text',
          admin: { description: 'queued, sent, dropped, parked, failed or set-aside' },
        }),
      ),
      derived({ name: 'client', type: 'relationship', relationTo: 'clients' }),
      derived({ name: 'consultant', type: 'relationship', relationTo: 'consultants' }),
      derived(asText({ name: 'toAddress', type: 'text', label: 'To' })),
      derived(asText({ name: 'subject', type: 'text' })),
      derived({
        name: 'isTest',
        type: 'checkbox',
        label: 'Test',
        admin: { description: 'Sent by staff to themselves from a template.' },
      }),
      derived(
        asInstant({ name: 'sentAt', type: 'date', admin: { date: { pickerAppearance: 'dayAndTime' } } }),
      ),
      derived({ name: 'consultation', type: 'relationship', relationTo: 'consultations' }),
      derived({ name: 'payment', type: 'relationship', relationTo: 'payments' }),
      internal(derived({ name: 'key', type: 'text' })),
      internal(derived({ name: 'messageId', type: 'text' })),
      ...workFields.map((field) => internal(field)),
      derived({ name: 'text', type: 'textarea', label: 'As sent' }),
    ]),
  ],
};
