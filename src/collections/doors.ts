/** What Payload offers of each record beyond reading, making, changing and removing one. */
export type Door =
  /** A copy of a record. Of a person or an offer it would be a second one of the same. */
  | 'duplicate'
  /** A change of all records that a condition finds. */
  | 'bulk-change'
  /** The removal of all records that a condition finds. */
  | 'bulk-remove'
  /** Earlier states, and going back to one. */
  | 'versions'
  /** Removed records that are kept and can be brought back. */
  | 'trash'
  /** A file with the records of a list. */
  | 'export'
  /** Whoever has a record open in the admin keeps it from the change of others. */
  | 'lock'
  /** What the asker may do with a record that they may read. */
  | 'access'
  /** Whether a collection has an account yet. */
  | 'init'
  /** Signing in and out, and the end of a forgotten password. */
  | 'session'
  /** A reader's own settings of the admin, found by key. */
  | 'own-key';

/** The form of a record asks what its reader may do, and locks it while it is open. */
const FORM: readonly Door[] = ['access', 'lock'];
/** No form changes it, or nobody is to be kept from changing it. */
const UNLOCKED: readonly Door[] = ['access'];
const NONE: readonly Door[] = [];

/** The doors of each collection; what is not named is not there (404), by REST and in the admin. */
export const COLLECTION_DOORS: Readonly<Record<string, readonly Door[]>> = {
  // A status is changed one session at a time, each with its effect shown, whoever else looks at it.
  consultations: UNLOCKED,
  'consultation-types': FORM,
  'session-feedback': FORM,
  // Clients change their own record: a colleague who looks at it must not keep them from it.
  clients: [...UNLOCKED, 'session'],
  // The same for consultants.
  consultants: UNLOCKED,
  // The list offers to remove what was selected in it.
  packages: [...FORM, 'bulk-remove'],
  // Nobody edits a payment: each change would look for a lock outside its transaction.
  payments: UNLOCKED,
  'credit-grants': FORM,
  transactions: FORM,
  wallets: FORM,
  messages: FORM,
  'email-templates': [...FORM, 'versions'],
  // Each is decided by itself, with its reason.
  cases: FORM,
  staff: [...FORM, 'session'],
  'inbox-events': FORM,
  outbox: FORM,
  'slot-claims': FORM,
  'audit-log': FORM,
  'payload-kv': NONE,
  'payload-locked-documents': NONE,
  // "Reset preferences" in the account removes them all; each finds the own ones only.
  'payload-preferences': ['own-key', 'bulk-remove'],
  'payload-migrations': NONE,
};

/** The doors of each global. */
export const GLOBAL_DOORS: Readonly<Record<string, readonly Door[]>> = { settings: FORM };

/** Collections that no address reaches: the product keeps them for itself. */
export const UNREACHED: ReadonlySet<string> = new Set(['payload-kv', 'payload-migrations']);

/** A collection or global that is not named has none. */
export const hasDoor = (
  table: Readonly<Record<string, readonly Door[]>>,
  slug: string,
  door: Door,
): boolean => Object.hasOwn(table, slug) && (table[slug]?.includes(door) ?? false);
