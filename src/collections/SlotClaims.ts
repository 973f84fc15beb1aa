import { type CollectionConfig } from 'payload';

import { nobody } from './access/nobody';
import { staffWith } from './access/staffWith';
import { derived } from './fields/builders';
import { asInstant } from './fields/shown';

/** Unique (person, quarter hour). Written by consultations/slotClaims and by nothing else. */
export const SlotClaims: CollectionConfig = {
  slug: 'slot-claims',
  labels: { singular: 'Slot claim', plural: 'Slot claims' },
  admin: {
    useAsTitle: 'key',
    defaultColumns: ['bucket', 'kind', 'person', 'consultation'],
    group: 'Machine room',
    hideAPIURL: true,
  },
  defaultSort: '-bucket',
  access: { create: nobody, read: staffWith('owner', 'ops'), update: nobody, delete: nobody },
  fields: [
    derived({ name: 'key', type: 'text', required: true }),
    derived({ name: 'kind', type: 'text' }),
    derived({ name: 'person', type: 'text' }),
    derived(asInstant({ name: 'bucket', type: 'date', admin: { date: { pickerAppearance: 'dayAndTime' } } })),
    derived(
      asInstant({ name: 'startsAt', type: 'date', admin: { date: { pickerAppearance: 'dayAndTime' } } }),
    ),
    derived({ name: 'consultation', type: 'relationship', relationTo: 'consultations' }),
  ],
};
