/** Rules that turn a variable's value into something safe to show. Pure; used by the variable schemas. */

/** Longest free text a mail shows, in characters. The whole text is in the portal or the admin. */
const MAX_TEXT = 600;
/** Longest name a mail shows, in characters. */
const MAX_NAME = 100;
/** Longest link a mail carries, in characters; a link is never shortened, a longer one is refused. */
const MAX_LINK = 2000;

const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g;
// Embeddings, overrides and isolates reorder the text that follows them; right-to-left script needs none.
const REORDERING = /[\u202a-\u202e\u2066-\u2069]/g;
const LINE_BREAK = /\r\n?|[\u2028\u2029]/g;

/** Shortens to `limit` characters, the last of them "…", without cutting a character in two. */
export function shorten(value: string, limit: number): string {
  if (value.length <= limit) return value;
  return `${value.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** Text without control and reordering characters, with `\n` as its only line break, and not too long. */
export function cleanText(value: string, limit = MAX_TEXT): string {
  // Cut first: what is dropped need not be cleaned, and a megabyte costs nothing.
  const cut = value.length > limit * 4 ? value.slice(0, limit * 4) : value;
  return shorten(cut.replace(LINE_BREAK, '\n').replace(CONTROL, '').replace(REORDERING, '').trim(), limit);
}

/** Text on one line, fit for a header. */
export function oneLine(value: string, limit = MAX_TEXT): string {
  return shorten(cleanText(value, limit * 4).replace(/\s+/g, ' '), limit);
}

/**
 * A person's or thing's name on one line. Mail programs turn `evil.example` into a link by themselves; anybody
 * may register with such a name and another's address, so an invisible word joiner breaks it up.
 */
export function cleanName(value: string): string {
  return oneLine(value, MAX_NAME).replace(/([.:/@])(?=[\p{L}\p{N}/])/gu, '$1\u2060');
}

/** Whether a name shows anything once it is cleaned: a name of invisible characters names nobody. */
export const showsName = (value: string): boolean =>
  /[\p{L}\p{N}\p{P}\p{S}]/u.test(cleanName(value).replace(/\p{Default_Ignorable_Code_Point}/gu, ''));

/** Digits get their unit ("1 credit", "3 credits"); anything else stays as it is. */
export function withUnit(value: string, unit: string): string {
  const number = value.trim();
  if (!/^\d+$/.test(number)) return oneLine(value, MAX_NAME);
  return `${number} ${unit}${number === '1' ? '' : 's'}`;
}

/** True for an absolute http or https link without blanks: the only kind that may become an `href`. */
export function isWebLink(value: string): boolean {
  return value.length <= MAX_LINK && /^https?:\/\/[^\s\\"'<>]+$/i.test(value) && URL.canParse(value);
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML, safe between tags and inside a quoted attribute. */
export const escapeHtml = (value: string): string =>
  value.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
