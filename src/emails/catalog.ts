import { account } from './catalog/account';
import { balance } from './catalog/balance';
import { bookings } from './catalog/bookings';
import { changes } from './catalog/changes';
import { type TemplateDefinition } from './catalog/definition';
import { payments } from './catalog/payments';
import { reminders } from './catalog/reminders';
import { sessions } from './catalog/sessions';

const definitions = {
  ...bookings,
  ...reminders,
  ...sessions,
  ...changes,
  ...balance,
  ...payments,
  ...account,
};

export type TemplateKey = keyof typeof definitions;

/** Every message the product sends: whom it is for, its variables, a sample, its default subject. */
export const catalog: Record<TemplateKey, TemplateDefinition> = definitions;

export const TEMPLATE_KEYS = Object.keys(definitions) as [TemplateKey, ...TemplateKey[]];

export const isTemplateKey = (value: string): value is TemplateKey => Object.hasOwn(catalog, value);

/**
 * Whether a mail holds a link that stands in for a password or a name: it goes to its own reader only, and is
 * not kept.
 */
export const holdsSecret = (key: string): boolean => isTemplateKey(key) && catalog[key].secret;

/** What staff call a template; a key the catalogue no longer knows stays as it is. */
export const templateTitle = (key: string): string => (isTemplateKey(key) ? catalog[key].title : key);
