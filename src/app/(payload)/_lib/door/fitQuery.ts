import { Misfit, tooMuch } from './refusal';

/** A list of the admin asks for some forty fields and conditions. */
const MAX_NAMES = 300;
const MAX_DEPTH = 12;
const MAX_LENGTH = 64 * 1024;

const NUMBERS: ReadonlySet<string> = new Set(['depth', 'limit', 'page']);
const WHOLE = /^\d{0,9}$/;
/** Fields with commas between them, a dash before those that are ordered backwards. */
const ORDER = /^-?\w[\w.]*(,-?\w[\w.]*)*$/;
/** `and` and `or` join a list: `where[or][0][name][equals]`. */
const JOINED_BY_NAME = /\[(and|or)\]($|\[(?!\d*\]\[))/;
const PROTOTYPE = /(^|\[|\.|__)(__proto__|constructor|prototype)($|\]|\.|\[)/;

/** What of a query cannot be read, in words. */
function problemOf(name: string, value: string, seen: ReadonlySet<string>): string | undefined {
  if (name.includes('\0') || value.includes('\0')) return 'This has a character that is no text.';
  if (PROTOTYPE.test(name)) return 'There is no such field.';
  if (NUMBERS.has(name) && !WHOLE.test(value)) return 'This must be a whole number.';
  if (/^sort(\[|$)/.test(name) && !(name === 'sort' && ORDER.test(value)))
    return 'This must be names of fields with commas between them.';
  if (JOINED_BY_NAME.test(name)) return 'This must be a list of conditions.';
  return !name.includes('[') && seen.has(name) ? 'This must stand once.' : undefined;
}

/**
 * Bounds a query string: its length, how many names it has, how deep they go. A name with one value stands in it once.
 * What a condition means is judged by the collection.
 * @throws Misfit, DomainError VALIDATION when there is too much of it
 */
export function fitQuery(search: string): void {
  if (search.length > MAX_LENGTH) throw tooMuch('The query is too long.');
  const pairs = [...new URLSearchParams(search)];
  if (pairs.length > MAX_NAMES) throw tooMuch(`More than ${MAX_NAMES} conditions are too many.`);
  const seen = new Set<string>();
  for (const [name, value] of pairs) {
    if (name.split('[').length - 1 > MAX_DEPTH) throw tooMuch('The query has too many levels.');
    const message = problemOf(name, value, seen);
    if (message) throw new Misfit('The query cannot be read.', [{ path: name.slice(0, 60), message }]);
    seen.add(name);
  }
}
