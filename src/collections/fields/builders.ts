import { type Field, type SelectField } from 'payload';

import { fieldForNobody, staffField } from '../access/staffField';
import { asInstant, asText } from './shown';

/** Staff who see the inner workings of a record. */
const insiders = staffField('owner', 'ops', 'finance');

/** Kept from clients, editors and consultants. */
export function internal<T extends Field>(field: T): T {
  return { ...field, access: { ...('access' in field ? field.access : {}), read: insiders } } as T;
}

/** Written by the product only: no door, and no form, changes it. */
export function derived<T extends Field>(field: T): T {
  const admin = 'admin' in field ? field.admin : {};
  return {
    ...field,
    access: { ...('access' in field ? field.access : {}), create: fieldForNobody, update: fieldForNobody },
    admin: { ...admin, readOnly: true },
  } as T;
}

/** Set when the record is made and never again. */
export function frozen<T extends Field>(field: T): T {
  return { ...field, access: { ...('access' in field ? field.access : {}), update: fieldForNobody } } as T;
}

/** A closed list of values whose labels are the values made readable. */
export function oneOf(
  name: string,
  values: readonly string[],
  more: Partial<Omit<SelectField, 'name' | 'type' | 'options'>> = {},
): SelectField {
  const options = values.map((value) => ({ value, label: readable(value) }));
  return { name, type: 'select', options, ...more } as SelectField;
}

const readable = (value: string): string => {
  const words = value.replaceAll(/[_-]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** Minor units (cents). */
export const money = (name: string, label: string): Field => ({
  name,
  type: 'number',
  label: `${label} (minor units)`,
  min: 0,
  validate: (value: unknown) =>
    value === null ||
    value === undefined ||
    Number.isSafeInteger(value) ||
    'Whole minor units, please: 4500.00 is 450000.',
});

/** A whole number with bounds. */
export const whole = (
  name: string,
  bounds: { min: number; max: number },
  more: Record<string, unknown> = {},
): Field =>
  ({
    name,
    type: 'number',
    ...bounds,
    ...more,
    validate: (value: unknown) => {
      if (value === null || value === undefined) return more.required ? 'This is required.' : true;
      const fits = Number.isSafeInteger(value) && Number(value) >= bounds.min && Number(value) <= bounds.max;
      return fits || `A whole number from ${bounds.min} to ${bounds.max}, please.`;
    },
  }) as Field;

/** When a row of work is tried, and by whom it is held. */
export const workFields: Field[] = [
  derived({ name: 'attempts', type: 'number', defaultValue: 0 }),
  derived(asInstant({ name: 'dueAt', type: 'date', admin: { date: { pickerAppearance: 'dayAndTime' } } })),
  derived(
    asInstant({ name: 'leaseUntil', type: 'date', admin: { date: { pickerAppearance: 'dayAndTime' } } }),
  ),
  derived(asText({ name: 'error', type: 'textarea' })),
  derived({ name: 'correlationId', type: 'text' }),
];
