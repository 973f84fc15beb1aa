import { type Field, type Validate } from 'payload';
import {
  array,
  checkbox,
  date,
  email,
  json,
  number,
  radio,
  relationship,
  select,
  text,
  textarea,
} from 'payload/shared';

/** Payload's own checks: that something is there, its type, its bounds, its choices. */
const USUAL: Partial<Record<Field['type'], Validate>> = {
  ...{ array, checkbox, date, email, json, number, radio, relationship, select, text, textarea },
} as Partial<Record<Field['type'], Validate>>;

function checked<T extends Field>(field: T): T {
  const own = 'validate' in field ? (field.validate as Validate | undefined) : undefined;
  const usual = USUAL[field.type];
  if (!own || !usual) return field;
  const validate: Validate = async (value, options) => {
    const verdict = await own(value, options);
    return verdict === true ? usual(value, options) : verdict;
  };
  return { ...field, validate };
}

function within<T extends Field>(field: T): T {
  if ('fields' in field) return { ...field, fields: withUsualChecks(field.fields) };
  if (field.type === 'tabs')
    return { ...field, tabs: field.tabs.map((tab) => ({ ...tab, fields: withUsualChecks(tab.fields) })) };
  return field;
}

/**
 * Fields whose bounds hold. A field's own `validate` takes the place of Payload's: what the field declares beside it
 * (required, smallest, largest, longest) would be checked by nobody. Here both are asked, the own words first.
 */
const withUsualChecks = (fields: Field[]): Field[] => fields.map((field) => checked(within(field)));

/** The same for a collection or a global. */
export const bounded = <T extends { fields: Field[] }>(config: T): T => ({
  ...config,
  fields: withUsualChecks(config.fields),
});
