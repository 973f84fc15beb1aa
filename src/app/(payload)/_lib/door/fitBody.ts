import { type FlattenedField, type SanitizedConfig } from 'payload';

import { type Asked } from './doorOf';
import { type Beside, fitFields } from './fitValue';
import { type Body } from './readBody';
import { Misfit } from './refusal';

const isText = (value: unknown): boolean => typeof value === 'string';
const isTextOrNothing = (value: unknown): boolean => value === null || isText(value);

interface Target {
  fields: readonly FlattenedField[];
  beside: Beside;
}

/** What a form sends besides the fields of its record. */
const FORM: Beside = { id: isTextOrNothing };
const PASSWORDS: Beside = { password: isTextOrNothing, 'confirm-password': isTextOrNothing };
const KEY: Beside = { key: isText };

function targetOf(config: SanitizedConfig, { slug, isGlobal }: Asked): Target | null {
  if (isGlobal) {
    const global = config.globals.find((one) => one.slug === slug);
    return global ? { fields: global.flattenedFields, beside: { ...FORM, globalType: isText } } : null;
  }
  const collection = config.collections.find((one) => one.slug === slug);
  if (!collection) return null;
  return { fields: collection.flattenedFields, beside: collection.auth ? { ...FORM, ...PASSWORDS } : FORM };
}

/** Bodies that are no record. Nothing is read from the body of the other doors, and nothing is handed on. */
const WORDS: Partial<Record<Asked['act'], Beside>> = {
  login: { email: isText, password: isText },
  reset: { token: isText, password: isText },
};
const RECORDS: ReadonlySet<Asked['act']> = new Set(['create', 'change', 'bulk-change', 'duplicate']);

/** How many problems are told: the first ones say what is wrong with the rest. */
const TOLD = 20;

/**
 * The body as Payload may see it.
 * @throws Misfit naming each field that is not one, or whose value is of another kind
 */
export function fitBody(config: SanitizedConfig, asked: Asked, body: Body): Body {
  const words = WORDS[asked.act];
  const target = RECORDS.has(asked.act) ? targetOf(config, asked) : null;
  if (asked.act === 'own-key') return fitOwnKey(config, asked, body);
  if (!words && !target) return {};
  const problems = fitFields(target?.fields ?? [], body, '', words ?? target?.beside);
  if (problems.length > 0)
    throw new Misfit('What was sent does not fit this record.', problems.slice(0, TOLD));
  return body;
}

/** A preference is sent as its value, or as a record that has one. */
function fitOwnKey(config: SanitizedConfig, asked: Asked, body: Body): Body {
  const fields = targetOf(config, asked)?.fields.filter(({ name }) => name === 'value') ?? [];
  const value = Object.hasOwn(body, 'value') && body.value ? body.value : body;
  const problems = fitFields(fields, { value }, '', KEY);
  if (problems.length > 0)
    throw new Misfit('What was sent does not fit this record.', problems.slice(0, TOLD));
  return { value };
}
