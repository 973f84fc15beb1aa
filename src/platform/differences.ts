import { isDeepStrictEqual } from 'node:util';

/** Written by the product, or nobody's to read. */
const NOT_TOLD = new Set([
  ...['id', 'globalType', 'updatedAt', 'createdAt', 'collection', 'password', 'hash', 'salt', 'sessions'],
  ...['resetPasswordToken', 'resetPasswordExpiration', '_verificationToken', 'verificationExpiresAt'],
]);

export type Differences = Record<string, { before: unknown; after: unknown }>;
type Doc = Readonly<Record<string, unknown>>;

/** A relation as its id, populated or not; nothing in one spelling; rows without the ids of their form. */
function plain(value: unknown): unknown {
  if (value === undefined || value === null || value === '') return null;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(plainRow);
  if (typeof value !== 'object') return value;
  if ('id' in value) return String(value.id);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]));
}

function plainRow(row: unknown): unknown {
  if (typeof row !== 'object' || row === null || !('id' in row) || 'createdAt' in row) return plain(row);
  const { id: _id, ...fields } = row;
  return plain(fields);
}

/**
 * What differs between two states of a record, field by field; either may be missing, for one that is made or removed.
 * Secrets are never told. Pure.
 */
export function differences(before: Doc | undefined, after: Doc | undefined): Differences {
  const told: Differences = {};
  for (const field of new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])) {
    if (NOT_TOLD.has(field)) continue;
    const change = { before: plain(before?.[field]), after: plain(after?.[field]) };
    if (!isDeepStrictEqual(change.before, change.after)) told[field] = change;
  }
  return told;
}
