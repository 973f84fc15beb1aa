import { type Document, ObjectId } from 'mongodb';

function plain(value: unknown): unknown {
  if (value instanceof ObjectId) return value.toHexString();
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]));
}

/**
 * A document of the driver in the shape Payload gives it without depth: `id`, references as ids, instants as
 * ISO strings. For what is read all the time; defaults of fields added later and hooks of fields do not apply.
 */
export function asRecord<T extends { id: string }>({ _id, ...fields }: Document): T {
  return { id: String(_id), ...(plain(fields) as object) } as T;
}
