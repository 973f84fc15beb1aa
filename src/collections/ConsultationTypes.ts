import { type CollectionConfig } from 'payload';

import { onRecord } from '@/hooks/onRecord';

import { anySignedIn } from './access/anySignedIn';
import { nobody } from './access/nobody';
import { hiddenExcept } from './access/hiddenExcept';
import { staffField } from './access/staffField';
import { staffWith } from './access/staffWith';
import { whole } from './fields/builders';
import { lateReturn } from './fields/lateReturn';

const inside = { read: staffField('owner', 'ops', 'finance', 'editor', 'consultant') };

/** Kinds of session: how long, how dear, how much notice. */
export const ConsultationTypes: CollectionConfig = onRecord({
  slug: 'consultation-types',
  labels: { singular: 'Consultation type', plural: 'Consultation types' },
  admin: {
    useAsTitle: 'name',
    defaultColumns: ['name', 'minutes', 'credits', 'modes', 'active'],
    listSearchableFields: ['name'],
    group: 'Sessions',
    hidden: hiddenExcept('owner', 'ops', 'finance'),
    hideAPIURL: true,
  },
  defaultSort: 'minutes',
  // What other records carry of a type.
  defaultPopulate: { name: true, minutes: true, credits: true },
  access: { create: staffWith('owner'), read: anySignedIn, update: staffWith('owner'), delete: nobody },
  fields: [
    { name: 'name', type: 'text', required: true, maxLength: 120 },
    { name: 'description', type: 'textarea', maxLength: 500 },
    whole('minutes', { min: 15, max: 480 }, { required: true, admin: { step: 15 } }),
    whole('credits', { min: 1, max: 100 }, { required: true }),
    {
      name: 'modes',
      type: 'select',
      hasMany: true,
      required: true,
      defaultValue: ['remote'],
      options: [
        { value: 'remote', label: 'Remote (Zoom)' },
        { value: 'in_person', label: 'In person' },
      ],
    },
    {
      name: 'address',
      type: 'text',
      maxLength: 300,
      admin: { description: 'Where sessions in person take place.' },
    },
    {
      ...whole(
        'bufferBefore',
        { min: 0, max: 120 },
        { defaultValue: 0, required: true, label: 'Buffer before (minutes)' },
      ),
      access: inside,
    } as never,
    {
      ...whole(
        'bufferAfter',
        { min: 0, max: 120 },
        { defaultValue: 15, required: true, label: 'Buffer after (minutes)' },
      ),
      access: inside,
    } as never,
    whole(
      'minNoticeHours',
      { min: 0, max: 720 },
      { defaultValue: 12, required: true, label: 'Minimum notice (hours)' },
    ),
    whole(
      'cancellationNoticeHours',
      { min: 0, max: 720 },
      {
        label: 'Free cancellation until (hours before)',
        admin: { description: 'Empty: as in the settings.' },
      },
    ),
    lateReturn('Empty: as in the settings.'),
    { name: 'active', type: 'checkbox', defaultValue: true },
  ],
});
