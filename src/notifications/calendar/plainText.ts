// Direction overrides and isolates: without their end they turn the order of what follows, in another field too.
const DIRECTION_CONTROLS = /[\u202A-\u202E\u2066-\u2069]/gu;
const CONTROLS_BUT_NEWLINE = /(?!\n)\p{Cc}/gu;

/** Several lines at most `limit` characters long, without control characters. Letters are never cut in half. */
export function plainLines(text: string, limit: number): string {
  const clean = text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(DIRECTION_CONTROLS, '')
    .replace(CONTROLS_BUT_NEWLINE, ' ')
    .trim();
  const characters = Array.from(clean);
  return characters.length <= limit ? clean : `${characters.slice(0, limit - 1).join('')}…`;
}

/** One line at most `limit` characters long. */
export const plainLine = (text: string, limit: number): string =>
  plainLines(text.replace(/\s+/g, ' '), limit);
