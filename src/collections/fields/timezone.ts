import { IANAZone } from 'luxon';
import { type TextField } from 'payload';

export const isTimezone = (value: unknown): value is string =>
  typeof value === 'string' && IANAZone.isValidZone(value);

/** A zone in the spelling of the zone data: `europe/london` is Europe/London, and so everywhere. */
const canonical = (value: unknown): unknown =>
  isTimezone(value) ? new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone : value;

/** An IANA zone, e.g. Europe/London. */
export const timezone = (more: Partial<TextField> = {}): TextField =>
  ({
    name: 'timezone',
    type: 'text',
    required: true,
    defaultValue: 'UTC',
    admin: { description: 'An IANA zone such as Europe/London.' },
    hooks: { beforeValidate: [({ value }) => canonical(value)] },
    validate: (value: unknown) => isTimezone(value) || 'An IANA zone such as Europe/London, please.',
    ...more,
  }) as TextField;
