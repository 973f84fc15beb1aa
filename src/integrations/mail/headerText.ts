/** What may stand in a header: one line, without control characters. */
export const headerText = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();

/** A file name without folders, quotes or line breaks. */
export const fileName = (text: string): string =>
  headerText(text).replace(/["\\/:*?<>|;]+/g, '-') || 'attachment';

/**
 * One plain address. Lists, comments, quotes and groups are not: a mail library that reads them differently
 * from us would send to somebody else.
 */
export const isPlainAddress = (address: string): boolean =>
  address.length <= 254 && /^[^\s\p{Cc}<>()[\],;:\\"@]{1,64}@[^\s\p{Cc}<>()[\],;:\\"@]+$/u.test(address);

const HEADER_NAME = /^[A-Za-z][A-Za-z0-9-]*$/;

/** Header values made harmless. @throws Error for a name that is none: names are ours, not anybody's input */
export function safeHeaders(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      if (!HEADER_NAME.test(name)) throw new Error('A mail header has a malformed name.');
      return [name, headerText(value)];
    }),
  );
}
