import { z } from 'zod';

import { SHOWS_NOTHING } from '@/collections/fields/shownName';
import { isTimezone } from '@/collections/fields/timezone';
import { showsName } from '@/emails/values';

/** Building blocks of request bodies. Objects are strict: an unknown field is an error, not a surprise. */
export const id = z.string().regex(/^[0-9a-f]{24}$/, 'This is not an id.');
export const instant = z.iso.datetime({
  offset: true,
  message: 'An ISO 8601 time, please, such as 2026-11-24T15:00:00Z.',
});
/** A moment, or a calendar day of the client's zone. */
export const instantOrDay = z.union([instant, z.iso.date()], {
  error: 'A day such as 2026-11-24, or an ISO 8601 time, please.',
});
export const timezone = z.string().max(64).refine(isTimezone, 'An IANA zone such as Europe/London, please.');

/** One line: control characters are not text a person writes in a name. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .refine((value) => !/[\u0000-\u001f\u007f]/.test(value), 'One line, please.');

/** A name that shows something: judged here too, so that the answer says nothing of whether an address is known. */
export const personName = line(100).min(1, 'Please fill this in.').refine(showsName, SHOWS_NOTHING);

export const paging = {
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  limit: z.coerce.number().int().min(1).max(100).default(20),
};

/** Some of a closed list, with commas between them; none is none. */
export const several = <const T extends string>(values: readonly T[]) =>
  z
    .string()
    .default('')
    .transform((text) => text.split(',').filter(Boolean))
    .pipe(z.array(z.enum(values)).max(values.length));
