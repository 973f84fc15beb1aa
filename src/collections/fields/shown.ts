import { type Field, type UIField } from 'payload';

const CELLS = '@/components/admin/cells';
const FIELDS = '@/components/admin/fields';
const PANELS = '@/app/(payload)/_admin';

function withComponents<T extends Field>(field: T, components: Record<string, unknown>): T {
  const admin = ('admin' in field ? field.admin : undefined) ?? {};
  const own = ('components' in admin ? admin.components : undefined) ?? {};
  return { ...field, admin: { ...admin, components: { ...own, ...components } } } as T;
}

/** Where an amount is shown as money, its label need not speak of minor units. */
const inWords = <T extends Field>(field: T): T =>
  'label' in field && typeof field.label === 'string'
    ? { ...field, label: field.label.replace(' (minor units)', '') }
    : field;

/** A state: a coloured pill in lists and on the record, never an input. */
export const asState = <T extends Field>(field: T): T =>
  withComponents(field, { Cell: `${CELLS}/StateCell#StateCell`, Field: `${FIELDS}/StateField#StateField` });

/** Minor units that nobody types: money in lists and on the record. */
export const asMoney = <T extends Field>(field: T): T =>
  withComponents(inWords(field), {
    Cell: `${CELLS}/MoneyCell#MoneyCell`,
    Field: `${FIELDS}/MoneyField#MoneyField`,
  });

/** Minor units that staff type: money in lists, and beside the input. */
export const asPrice = <T extends Field>(field: T): T =>
  withComponents(
    inWords({
      ...field,
      admin: { ...('admin' in field ? field.admin : {}), description: 'In minor units: 450000 is 4,500.00.' },
    } as T),
    {
      Cell: `${CELLS}/MoneyCell#MoneyCell`,
      afterInput: [`${FIELDS}/MoneyBeside#MoneyBeside`],
    },
  );

/** A moment, in lists named in UTC. */
export const asInstant = <T extends Field>(field: T): T =>
  withComponents(field, { Cell: `${CELLS}/InstantCell#InstantCell` });

/**
 * Text that may be long or missing: in lists its beginning, or a dash. Not for the first column, which leads
 * to the record.
 */
export const asText = <T extends Field>(field: T): T =>
  withComponents(field, { Cell: `${CELLS}/TextCell#TextCell` });

/** A stored code: in lists as words. */
export const asWords = <T extends Field>(field: T): T =>
  withComponents(field, { Cell: `${CELLS}/WordsCell#WordsCell` });

/** Who did it, stored as `staff:<id>` and the like: in lists by name. */
export const asActor = <T extends Field>(field: T): T =>
  withComponents(field, { Cell: `${PANELS}/cells/ActorCell#ActorCell` });

/** A source that is typed, with numbered lines. */
export const asSource = <T extends Field>(field: T): T =>
  withComponents(field, { Field: `${FIELDS}/SourceField#SourceField` });

/** Stored facts, for looking at. */
export const asFacts = <T extends Field>(field: T): T =>
  withComponents(field, { Field: `${FIELDS}/FactsField#FactsField` });

/**
 * Something shown on a record that is not a field. `path` is below the admin's panels, e.g.
 * `clients/ClientPanel#ClientPanel`.
 */
export const panel = (name: string, path: string, admin: UIField['admin'] = {}): UIField => ({
  name,
  type: 'ui',
  admin: {
    disableListColumn: true,
    ...admin,
    components: { Field: path.startsWith('@') ? path : `${PANELS}/${path}` },
  },
});

/** What the form for a new record is called. `titlePath` is the collection's `useAsTitle`, which the product writes. */
export const newHeading = (titlePath: string, heading: string): UIField => ({
  name: 'heading',
  type: 'ui',
  admin: {
    disableListColumn: true,
    condition: whenMaking,
    components: { Field: { path: `${FIELDS}/NewHeading#NewHeading`, clientProps: { titlePath, heading } } },
  },
});

/** Shown only while a record is made. */
export const whenMaking = (
  _data: unknown,
  _siblings: unknown,
  { operation }: { operation: string },
): boolean => operation === 'create';

/** Shown only once a record is there. */
export const onceMade = (_data: unknown, _siblings: unknown, { operation }: { operation: string }): boolean =>
  operation !== 'create';

/**
 * The stored fields of a record whose panel tells the same in words: there for who wants to look, folded away.
 * A condition would keep what is below it from being validated: give one only where nothing below is required.
 */
export const recordDetails = (fields: Field[], condition?: typeof onceMade): Field => ({
  type: 'collapsible',
  label: 'Stored fields',
  admin: { initCollapsed: true, ...(condition ? { condition } : {}) },
  fields,
});
