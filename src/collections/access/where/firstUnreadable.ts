import { type Operator } from 'payload';

import { type Compared } from './fieldAt';
import { operatorsOf } from './operators';

type At = (path: string) => Compared | undefined;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

/** Payload takes them in any case. */
const isJoin = (word: string): boolean => /^(and|or)$/i.test(word);

/**
 * The first condition of a filter that cannot be read, such as `createdAt.less_than`, or nothing. Payload leaves such a
 * condition out, and the rest takes more records than were meant, or all. Pure.
 * @param at what a path is compared with
 */
export function firstUnreadable(where: unknown, at: At): string | undefined {
  if (!isRecord(where)) return 'where';
  for (const [word, inner] of Object.entries(where)) {
    const found = isJoin(word) ? inJoin(word, inner, at) : inCondition(word, inner, at);
    if (found !== undefined) return found;
  }
  return undefined;
}

function inJoin(word: string, branches: unknown, at: At): string | undefined {
  if (!Array.isArray(branches)) return word;
  for (const branch of branches) {
    const found = firstUnreadable(branch, at);
    if (found !== undefined) return found;
  }
  return undefined;
}

function inCondition(path: string, condition: unknown, at: At): string | undefined {
  const compared = at(path);
  if (!compared || !isRecord(condition) || Object.keys(condition).length === 0) return path;
  const operators = operatorsOf(compared);
  for (const [operator, value] of Object.entries(condition)) {
    const reads = Object.hasOwn(operators, operator) ? operators[operator as Operator] : undefined;
    if (!reads?.(value)) return `${path}.${operator}`;
  }
  return undefined;
}
