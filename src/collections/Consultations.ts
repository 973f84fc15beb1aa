import { type CollectionConfig, type Field } from 'payload';

import { LATE_RETURNS } from '@/consultations/policy';
import { STATUSES } from '@/consultations/status';
import { assertBookable } from '@/hooks/consultations/assertBookable';
import { assertMove } from '@/hooks/consultations/assertMove';
import { assertTransition } from '@/hooks/consultations/assertTransition';
import { onBooked } from '@/hooks/consultations/onBooked';
import { onMoved } from '@/hooks/consultations/onMoved';
import { onEnded } from '@/hooks/consultations/onEnded';

import { anyOf } from './access/anyOf';
import { clientsOwn } from './access/clientsOwn';
import { consultantsOwn } from './access/consultantsOwn';
import { nobody } from './access/nobody';
import { staffField } from './access/staffField';
import { staffWith } from './access/staffWith';
import { whileReady } from './access/whileReady';
import { derived, frozen, internal, oneOf } from './fields/builders';
import { meetingEvidence } from './fields/meetingEvidence';
import {
  asFacts,
  asInstant,
  asState,
  newHeading,
  onceMade,
  panel,
  recordDetails,
  whenMaking,
} from './fields/shown';
import { timezone } from './fields/timezone';

const wide = { width: '100%' };
const half = { width: '50%' };
const dayAndTime = { date: { pickerAppearance: 'dayAndTime' as const, timeIntervals: 15 } };

/** What booking asks for. On the record of a booked session the overview says it. */
const asked: Field[] = [
  frozen({
    name: 'client',
    type: 'relationship',
    relationTo: 'clients',
    required: true,
    index: true,
    admin: wide,
  }),
  frozen({
    name: 'consultant',
    type: 'relationship',
    relationTo: 'consultants',
    required: true,
    index: true,
    admin: { ...half, allowCreate: false },
  }),
  frozen({
    name: 'type',
    type: 'relationship',
    relationTo: 'consultation-types',
    required: true,
    admin: { ...half, allowCreate: false },
  }),
  frozen(
    asInstant({
      name: 'startsAt',
      label: 'Starts',
      type: 'date',
      required: true,
      index: true,
      admin: {
        ...dayAndTime,
        ...half,
        description: "In your browser's own time zone, on a quarter hour. Or choose from the free times.",
      },
    }),
  ),
  frozen(oneOf('mode', ['remote', 'in_person'], { required: true, defaultValue: 'remote', admin: half })),
  frozen(
    timezone({
      label: 'Time zone of the client',
      admin: {
        ...half,
        description: "For the times in mails, such as Europe/London. Empty: the client's own.",
      },
      required: false,
      defaultValue: undefined,
    }),
  ),
  frozen({ name: 'topic', type: 'text', maxLength: 200, admin: half }),
  frozen({ name: 'notes', type: 'textarea', maxLength: 2000, admin: wide }),
];

/** What the product decides, and what became of it. Staff change the status by the actions of the overview. */
const decided: Field[] = [
  asState(
    oneOf('status', STATUSES, {
      required: true,
      defaultValue: 'booked',
      index: true,
      admin: { readOnly: true },
    }),
  ),
  {
    name: 'reason',
    type: 'text',
    maxLength: 500,
    admin: { readOnly: true, description: 'Why it was cancelled, for the mails.' },
  },
  derived(asInstant({ name: 'endsAt', type: 'date', index: true, admin: dayAndTime })),
  derived({ name: 'version', type: 'number' }),
  internal(
    derived(
      asInstant({
        name: 'versionAt',
        type: 'date',
        index: true,
        admin: {
          description:
            'Since when this version holds: reminders are owed to what was booked before they were due.',
        },
      }),
    ),
  ),
  derived({ name: 'credits', type: 'number' }),
  derived({ name: 'location', type: 'text' }),
  derived({
    name: 'policy',
    type: 'group',
    fields: [{ name: 'noticeHours', type: 'number' }, oneOf('lateReturn', LATE_RETURNS)],
  }),
  derived({
    name: 'meeting',
    type: 'group',
    fields: [
      asState(oneOf('state', ['none', 'pending', 'ready', 'failed', 'deleted'])),
      { name: 'joinUrl', type: 'text', access: { read: whileReady } },
      { name: 'passcode', type: 'text', access: { read: whileReady } },
      internal({ name: 'meetingId', type: 'text' }),
      internal({ name: 'host', type: 'text' }),
      internal({ name: 'firstHost', type: 'text' }),
      // What Zoom holds, and what it has told; the booking says what is meant.
      internal({ name: 'startsAt', type: 'date' }),
      internal({ name: 'minutes', type: 'number' }),
      internal({ name: 'startedAt', type: 'date' }),
      internal({ name: 'endedAt', type: 'date' }),
      internal({ name: 'askedAt', type: 'date' }),
    ],
  }),
  ...meetingEvidence,
  derived({
    name: 'outcome',
    type: 'group',
    fields: [
      { name: 'credits', type: 'text' },
      { name: 'rule', type: 'text' },
      { name: 'explanation', type: 'text' },
      { name: 'by', type: 'text' },
      { name: 'at', type: 'date' },
      internal(asFacts({ name: 'inputs', type: 'json' })),
    ],
  }),
  internal(derived({ name: 'bookedBy', type: 'text' })),
  internal(
    derived({
      name: 'buffers',
      type: 'group',
      fields: [
        { name: 'before', type: 'number' },
        { name: 'after', type: 'number' },
      ],
    }),
  ),
];

/** Booked sessions. Saving a new one here books it, with everything that follows. */
export const Consultations: CollectionConfig = {
  slug: 'consultations',
  admin: {
    useAsTitle: 'title',
    defaultColumns: ['startsAt', 'client', 'consultant', 'type', 'status', 'meeting.state'],
    listSearchableFields: ['title', 'topic'],
    group: 'Sessions',
    hideAPIURL: true,
    components: {
      edit: { SaveButton: '@/components/admin/consultations/ConsultationSave#ConsultationSave' },
    },
  },
  defaultSort: '-startsAt',
  access: {
    create: staffWith('owner', 'ops'),
    read: anyOf(staffWith('owner', 'ops', 'finance'), clientsOwn, consultantsOwn),
    update: staffWith('owner', 'ops'),
    delete: nobody,
  },
  hooks: {
    beforeChange: [assertBookable, assertMove, assertTransition],
    afterChange: [onBooked, onMoved, onEnded],
  },
  fields: [
    // The heading of the record, for everybody who opens it in the admin.
    derived({
      name: 'title',
      type: 'text',
      admin: { hidden: true },
      access: { read: staffField('owner', 'ops', 'finance', 'consultant') },
    }),
    panel('overview', 'consultations/ConsultationPanel#ConsultationPanel', { condition: onceMade }),
    newHeading('title', 'New session'),
    panel('assistant', '@/components/admin/consultations/BookingAssistant#BookingAssistant', {
      condition: whenMaking,
      position: 'sidebar',
    }),
    // The condition stands on the row, not on what is required in it: that stays required in the types.
    { type: 'row', admin: { condition: whenMaking }, fields: asked },
    recordDetails(decided, onceMade),
  ],
};
