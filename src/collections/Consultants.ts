import { DateTime } from 'luxon';
import { type CollectionConfig, type Field } from 'payload';

import { exceptionsProblem, hoursProblem, travelsProblem } from '@/consultations/periods';
import { onRecord } from '@/hooks/onRecord';
import { onHostChanged } from '@/hooks/consultants/onHostChanged';

import { anySignedIn } from './access/anySignedIn';
import { nobody } from './access/nobody';
import { hiddenExcept } from './access/hiddenExcept';
import { consultantIdOf } from './access/roles';
import { staffWith } from './access/staffWith';
import { anyOf } from './access/anyOf';
import { staffField } from './access/staffField';
import { oneOf, whole } from './fields/builders';
import { onceMade, panel } from './fields/shown';
import { shownName } from './fields/shownName';
import { timezone } from './fields/timezone';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A calendar day that exists. */
const calendarDay = (name: string, width = '100%'): Field => ({
  name,
  type: 'text',
  required: true,
  admin: { width, description: 'YYYY-MM-DD' },
  validate: (value: unknown) =>
    (typeof value === 'string' && DAY.test(value) && DateTime.fromISO(value, { zone: 'UTC' }).isValid) ||
    'A day that exists, such as 2026-12-24, please.',
});

const WALL_TIME = /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/;

const wallTime = (name: string): Field => ({
  name,
  type: 'text',
  required: true,
  admin: { width: '33%', description: 'HH:mm' },
  validate: (value: unknown) =>
    (typeof value === 'string' && WALL_TIME.test(value)) || 'A time such as 09:00, please.',
});

/** Rows that are whole, judged together. What a row lacks its own fields say. */
const rowsJudgedBy =
  <T extends object>(problemOf: (rows: T[]) => string | null) =>
  (value: unknown): string | true => {
    if (!Array.isArray(value)) return true;
    const isWhole = value.every(
      (row: unknown) =>
        typeof row === 'object' &&
        row !== null &&
        ['from', 'to', 'date'].every(
          (name) => !(name in row) || typeof (row as T)[name as keyof T] === 'string',
        ),
    );
    return (isWhole && problemOf(value as T[])) || true;
  };

/** Working hours are nobody's business but the office's and the consultant's own. */
const inside = staffField('owner', 'ops', 'consultant');

/** The people clients meet. */
export const Consultants: CollectionConfig = onRecord({
  slug: 'consultants',
  admin: {
    useAsTitle: 'name',
    defaultColumns: ['name', 'headline', 'timezone', 'active'],
    listSearchableFields: ['name', 'headline', 'email'],
    group: 'People',
    hidden: hiddenExcept('owner', 'ops', 'consultant'),
    hideAPIURL: true,
  },
  defaultSort: 'name',
  // What other records carry of a consultant.
  defaultPopulate: { name: true, headline: true, timezone: true },
  access: {
    create: staffWith('owner', 'ops'),
    read: anySignedIn,
    update: anyOf(staffWith('owner', 'ops'), ({ req }) => {
      const own = consultantIdOf(req);
      return own ? { id: { equals: own } } : false;
    }),
    // Bookings point here: one who leaves is set inactive.
    delete: nobody,
  },
  hooks: { afterChange: [onHostChanged] },
  fields: [
    panel('overview', 'consultants/ConsultantPanel#ConsultantPanel', { condition: onceMade }),
    shownName('name', 120),
    { name: 'headline', type: 'text', maxLength: 160 },
    { name: 'bio', type: 'textarea', maxLength: 4000 },
    { name: 'specialisms', type: 'text', hasMany: true },
    { name: 'languages', type: 'text', hasMany: true },
    timezone(),
    { name: 'active', type: 'checkbox', defaultValue: true, access: { update: staffField('owner', 'ops') } },
    {
      name: 'email',
      type: 'email',
      required: true,
      access: { read: inside, update: staffField('owner', 'ops') },
    },
    {
      name: 'zoomHost',
      type: 'email',
      access: { read: inside, update: staffField('owner', 'ops') },
      admin: { description: 'The Zoom user who hosts. Empty, or unknown to Zoom: the fallback host.' },
    },
    {
      name: 'weeklyHours',
      type: 'array',
      access: { read: inside },
      admin: { description: 'Working hours as wall time in the zone above.' },
      validate: rowsJudgedBy(hoursProblem),
      fields: [
        {
          type: 'row',
          fields: [
            oneOf('day', ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], {
              required: true,
              admin: { width: '33%' },
            }),
            wallTime('from'),
            wallTime('to'),
          ],
        },
      ],
    },
    {
      name: 'exceptions',
      type: 'array',
      access: { read: inside },
      admin: { description: 'Single days with other hours. No hours: the day is off.' },
      validate: rowsJudgedBy(exceptionsProblem),
      fields: [
        calendarDay('date'),
        {
          name: 'hours',
          type: 'array',
          fields: [{ type: 'row', fields: [wallTime('from'), wallTime('to')] }],
        },
      ],
    },
    {
      name: 'travels',
      type: 'array',
      access: { read: inside },
      admin: {
        description: 'Periods in another time zone, both days included: working hours are wall time there.',
      },
      validate: rowsJudgedBy(travelsProblem),
      fields: [
        {
          type: 'row',
          fields: [
            calendarDay('from', '33%'),
            calendarDay('to', '33%'),
            timezone({
              defaultValue: undefined,
              admin: { width: '33%', description: 'Such as America/New_York.' },
            }),
          ],
        },
      ],
    },
    whole(
      'horizonDays',
      { min: 1, max: 365 },
      { defaultValue: 60, required: true, access: { read: inside } },
    ),
    whole(
      'dailyLimit',
      { min: 1, max: 48 },
      { access: { read: inside }, admin: { description: 'Most sessions a day. Empty: no limit.' } },
    ),
  ],
});
