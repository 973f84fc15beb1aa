import { type FlattenedField } from 'payload';

import { type FieldProblem } from '@/platform/errors';

type Fields = readonly FlattenedField[];
type Value = Record<string, unknown>;

const isObject = (value: unknown): value is Value =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): boolean => typeof value === 'string';
/** A form may leave a number empty. A figure too large for a number is read as no number at all. */
const isNumber = (value: unknown): boolean => value === '' || Number.isFinite(value);
const isPolymorphicId = (value: unknown): boolean =>
  isObject(value) &&
  Object.keys(value).length === 2 &&
  isText(value.relationTo) &&
  (isText(value.value) || value.value === null);

const SINGLE: Partial<
  Record<FlattenedField['type'], readonly [fits: (value: unknown) => boolean, say: string]>
> = {
  text: [isText, 'This must be text.'],
  textarea: [isText, 'This must be text.'],
  email: [isText, 'This must be an e-mail address.'],
  code: [isText, 'This must be text.'],
  select: [isText, 'This must be one of the choices.'],
  radio: [isText, 'This must be one of the choices.'],
  date: [isText, 'This must be a time such as 2026-11-24T15:00:00Z.'],
  number: [isNumber, 'This must be a number.'],
  checkbox: [(value) => typeof value === 'boolean', 'This must be true or false.'],
};

const PROTOTYPE: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Free values: any shape, but for names that every object has. */
function jsonProblem(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, inner] of Object.entries(value))
    if (PROTOTYPE.has(name) || jsonProblem(inner) !== undefined) return 'A name that no value may have.';
  return undefined;
}

function singleProblem(field: FlattenedField, value: unknown): string | undefined {
  if (field.type === 'json') return jsonProblem(value);
  if (field.type === 'relationship' || field.type === 'upload') {
    const fits = Array.isArray(field.relationTo) ? isPolymorphicId(value) : isText(value);
    return fits ? undefined : 'This must be the id of a record.';
  }
  const rule = SINGLE[field.type];
  // A kind of field that no collection has yet: closed until somebody says what fits it.
  if (!rule) return 'This cannot be set.';
  return rule[0](value) ? undefined : rule[1];
}

function rowProblems(fields: Fields, value: unknown, path: string): FieldProblem[] {
  // A form says 0 for a list without rows.
  if (value === null || value === 0) return [];
  if (!Array.isArray(value)) return [{ path, message: 'This must be a list.' }];
  return value.flatMap((row, at) => {
    const place = `${path}.${at}`;
    return isObject(row)
      ? fitFields(fields, row, place, ROW)
      : [{ path: place, message: 'This must be an object.' }];
  });
}

function valueProblems(field: FlattenedField, value: unknown, path: string): FieldProblem[] {
  if (field.type === 'array') return rowProblems(field.flattenedFields, value, path);
  if (field.type === 'group' || field.type === 'tab')
    return isObject(value)
      ? fitFields(field.flattenedFields, value, path)
      : [{ path, message: 'This must be an object.' }];
  if (value === null) return [];
  const isMany = 'hasMany' in field && field.hasMany === true;
  if (isMany && !Array.isArray(value)) return [{ path, message: 'This must be a list.' }];
  const problem = (isMany ? (value as unknown[]) : [value])
    .map((one) => singleProblem(field, one))
    .find((found) => found !== undefined);
  return problem === undefined ? [] : [{ path, message: problem }];
}

/** Names beside the declared fields, and what fits them. */
export type Beside = Readonly<Record<string, (value: unknown) => boolean>>;
const ROW: Beside = { id: (value) => value === null || isText(value) };

/** What of a body does not fit the declared fields: names that are none, and values of another kind. */
export function fitFields(fields: Fields, body: Value, prefix = '', beside: Beside = {}): FieldProblem[] {
  const declared = new Map(fields.map((field) => [field.name, field]));
  return Object.entries(body).flatMap(([name, value]) => {
    const path = prefix === '' ? name : `${prefix}.${name}`;
    const field = declared.get(name);
    if (field) return valueProblems(field, value, path);
    const fits = Object.hasOwn(beside, name) ? beside[name] : undefined;
    if (!fits) return [{ path: path.slice(0, 120), message: 'There is no such field.' }];
    return fits(value) ? [] : [{ path, message: 'This must be of another kind.' }];
  });
}
