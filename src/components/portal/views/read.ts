/** Reading JSON that came over the wire: wrong or missing values become the plain default, never a crash. */
export type Json = Record<string, unknown>;

export function record(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}
export function text(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}
export function optionalText(value: unknown): string | null {
  return text(value) || null;
}
export function number(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}
export function optionalNumber(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
/** An instant as ISO 8601, from a string or a Date; empty when it is neither. */
export function instant(value: unknown): string {
  return value instanceof Date ? value.toISOString() : text(value);
}
export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
/** A list of texts, whether stored as plain strings or as Payload rows with one text field. */
export function texts(value: unknown): string[] {
  return list(value)
    .map((item) => (typeof item === 'string' ? item : rowText(record(item))))
    .filter((item) => item !== '');
}
function rowText(row: Json): string {
  const entry = Object.entries(row).find(([key, value]) => key !== 'id' && typeof value === 'string');
  return text(entry?.[1]);
}
/** The id of a relationship, whether it came populated or not. */
export function idOf(value: unknown): string {
  return text(value) || text(record(value).id);
}
/** A link to a web page or a path of this site; nothing of any other scheme is ever put into an `href`. */
export function webLink(value: unknown): string | null {
  const link = text(value);
  return /^(https?:\/\/|\/(?!\/))/.test(link) ? link : null;
}
