import { type FlattenedField, type Operator } from 'payload';

import { type Compared } from './fieldAt';
import {
  asDate,
  asFlag,
  asId,
  asNumber,
  asPlain,
  asText,
  isNothing,
  listOf,
  oneOf,
  type Reads,
} from './values';

type Operators = Partial<Record<Operator, Reads>>;

const either =
  (...some: Reads[]): Reads =>
  (value) =>
    some.some((reads) => reads(value));
const isNull: Reads = (value) => value === null;

const same = (each: Reads): Operators => ({
  equals: either(each, isNull),
  not_equals: either(each, isNull),
  in: listOf(each),
  not_in: listOf(each),
  exists: asFlag,
});
const many = (each: Reads): Operators => ({ all: listOf(each), contains: each });
const ordered = (each: Reads): Operators => ({
  greater_than: each,
  greater_than_equal: each,
  less_than: each,
  less_than_equal: each,
});
const worded: Operators = { like: asText, not_like: asText, contains: asText, all: listOf(asText) };

const ID: Operators = { ...same(asId), ...ordered(asId) };
const RELATION: Operators = {
  ...same(asId),
  ...many(asId),
  equals: either(asId, isNothing),
  not_equals: either(asId, isNothing),
};
const JSON_VALUE: Operators = { ...same(asPlain), ...ordered(asPlain), ...worded };

const optionsOf = (field: Extract<FlattenedField, { type: 'radio' | 'select' }>): string[] =>
  field.options.map((option) => (typeof option === 'string' ? option : option.value));

/** Of a relation to one of several collections, the whole reference. */
const asReference =
  (collections: readonly string[]): Reads =>
  (value) => {
    const { relationTo, value: id, ...more } = (value ?? {}) as Record<string, unknown>;
    return oneOf(collections)(relationTo) && asId(id) && Object.keys(more).length === 0;
  };

/** The operators a field knows, with how each reads its value. A value of a field with many is compared with each. */
function ofField(field: FlattenedField): Operators {
  switch (field.type) {
    case 'text':
    case 'email':
    case 'textarea':
    case 'code':
      return { ...same(asText), ...ordered(asText), ...worded };
    case 'number':
      return { ...same(asNumber), ...ordered(asNumber), ...many(asNumber) };
    case 'date':
      return { ...same(asDate), ...ordered(asDate) };
    case 'checkbox':
      return { equals: asFlag, not_equals: asFlag, exists: asFlag };
    case 'radio':
    case 'select': {
      const each = oneOf(optionsOf(field));
      return { ...same(each), ...many(each), like: asText, not_like: asText };
    }
    case 'relationship':
    case 'upload':
      return Array.isArray(field.relationTo)
        ? { exists: asFlag, equals: asReference(field.relationTo), not_equals: asReference(field.relationTo) }
        : RELATION;
    case 'json':
      return JSON_VALUE;
    // Not compared as a whole.
    case 'array':
    case 'blocks':
    case 'group':
    case 'join':
    case 'point':
    case 'richText':
    case 'tab':
      return { exists: asFlag };
  }
}

/** What a condition on this can say. Pure. */
export function operatorsOf(compared: Compared): Operators {
  switch (compared.kind) {
    case 'id':
      return ID;
    case 'json':
      return JSON_VALUE;
    case 'collection':
      return same(oneOf(compared.of));
    case 'field':
      return ofField(compared.field);
  }
}
