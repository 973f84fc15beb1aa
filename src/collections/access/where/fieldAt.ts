import { type FlattenedField, type SanitizedCollectionConfig } from 'payload';

/** What a condition compares: a field, the id of a record, or something inside a stored JSON value. */
export type Compared =
  | { kind: 'field'; field: FlattenedField }
  | { kind: 'id' }
  | { kind: 'json' }
  | { kind: 'collection'; of: readonly string[] };

type Collections = (slug: string) => SanitizedCollectionConfig | undefined;

/** Payload takes two underscores for a dot. */
const segmentsOf = (path: string): string[] => path.replaceAll('__', '.').split('.');

/** What a path leads to, through groups, rows and relations; nothing when it leads nowhere. Pure. */
export function fieldAt(
  path: string,
  fields: readonly FlattenedField[],
  collections: Collections,
): Compared | undefined {
  const [first = '', ...rest] = segmentsOf(path);
  if (first === 'id' || first === '_id') return rest.length === 0 ? { kind: 'id' } : undefined;
  const field = fields.find(({ name }) => name === first);
  if (!field) return undefined;
  if (rest.length === 0) return { kind: 'field', field };
  if (field.type === 'json') return { kind: 'json' };
  if (field.type === 'blocks') return inBlocks(rest, field, collections);
  if ('flattenedFields' in field) return fieldAt(rest.join('.'), field.flattenedFields, collections);
  if (field.type === 'relationship' || field.type === 'upload') return beyond(field, rest, collections);
  return undefined;
}

type Blocks = Extract<FlattenedField, { type: 'blocks' }>;

function inBlocks(rest: string[], field: Blocks, collections: Collections): Compared | undefined {
  for (const block of field.blocks) {
    const found = fieldAt(rest.join('.'), block.flattenedFields, collections);
    if (found) return found;
  }
  return undefined;
}

type Relation = Extract<FlattenedField, { type: 'relationship' | 'upload' }>;

/** A relation to one of several collections is stored as `relationTo` and `value`. */
function beyond(field: Relation, rest: string[], collections: Collections): Compared | undefined {
  if (Array.isArray(field.relationTo)) {
    if (rest.length > 1) return undefined;
    if (rest[0] === 'value') return { kind: 'id' };
    return rest[0] === 'relationTo' ? { kind: 'collection', of: field.relationTo } : undefined;
  }
  const related = collections(field.relationTo);
  return related && fieldAt(rest.join('.'), related.flattenedFields, collections);
}
