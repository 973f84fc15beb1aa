/** Whether a value of a condition can be read as what it is compared with. An address brings text. Pure. */
export type Reads = (value: unknown) => boolean;

export const asFlag: Reads = (value) =>
  typeof value === 'boolean' || (typeof value === 'string' && /^(true|false)$/i.test(value));

export const asNumber: Reads = (value) =>
  typeof value === 'number'
    ? Number.isFinite(value)
    : typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value));

export const asDate: Reads = (value) =>
  (value instanceof Date || typeof value === 'string' || typeof value === 'number') &&
  !Number.isNaN(new Date(value).getTime());

/** Mongoose takes any twelve letters for an id. */
export const asId: Reads = (value) => /^[0-9a-f]{24}$/i.test(String(value)) && typeof value !== 'object';

export const asText: Reads = (value) => typeof value === 'string' || typeof value === 'number';

export const asPlain: Reads = (value) => asText(value) || typeof value === 'boolean';

export const oneOf =
  (known: readonly string[]): Reads =>
  (value) =>
    typeof value === 'string' && known.includes(value);

/** Nothing is there: `null`, or the word for a relation. */
export const isNothing: Reads = (value) => value === null || value === 'null';

/** A list, or values with commas between them; an empty one says nothing. */
export const listOf =
  (each: Reads): Reads =>
  (value) => {
    if (Array.isArray(value)) return value.length > 0 && value.every(each);
    return typeof value === 'string' && value !== '' && value.split(',').every((one) => each(one.trim()));
  };
