import { type CollectionConfig } from 'payload';

import { anyOf } from './access/anyOf';
import { consultantsOwn } from './access/consultantsOwn';
import { hiddenExcept } from './access/hiddenExcept';
import { nobody } from './access/nobody';
import { staffField } from './access/staffField';
import { staffWith } from './access/staffWith';
import { derived, whole } from './fields/builders';
import { asText } from './fields/shown';

/** What clients thought of their sessions: the rating for the consultant too, the words for the office. */
export const SessionFeedback: CollectionConfig = {
  slug: 'session-feedback',
  labels: { singular: 'Feedback', plural: 'Feedback' },
  admin: {
    defaultColumns: ['createdAt', 'consultant', 'client', 'rating', 'comment'],
    group: 'Sessions',
    hidden: hiddenExcept('owner', 'ops', 'consultant'),
    hideAPIURL: true,
    description: 'Given once, by the link in the mail a day after the session. Nobody changes it.',
  },
  defaultSort: '-createdAt',
  access: {
    create: nobody,
    read: anyOf(staffWith('owner', 'ops'), consultantsOwn),
    update: nobody,
    delete: nobody,
  },
  fields: [
    derived({ name: 'consultation', type: 'relationship', relationTo: 'consultations', required: true }),
    derived({ name: 'client', type: 'relationship', relationTo: 'clients', required: true }),
    derived({
      name: 'consultant',
      type: 'relationship',
      relationTo: 'consultants',
      required: true,
      index: true,
    }),
    derived(whole('rating', { min: 1, max: 5 }, { required: true })),
    derived(
      asText({
        name: 'comment',
        type: 'textarea',
        maxLength: 2000,
        access: { read: staffField('owner', 'ops') },
      }),
    ),
  ],
};
