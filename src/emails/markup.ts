import { lineAt, type TemplateProblem } from './problems';

export interface Attribute {
  name: string;
  value: string;
}

export type Token =
  | { kind: 'open'; tag: string; attributes: Attribute[]; selfClosing: boolean; index: number; line: number }
  | { kind: 'close'; tag: string; index: number; line: number }
  | { kind: 'text'; text: string; index: number; line: number };

const TAG = /<(\/?)([a-zA-Z][a-zA-Z0-9-]*)((?:\s+[a-zA-Z][a-zA-Z-]*\s*=\s*"[^"<>]*")*)\s*(\/?)>/y;
const ATTRIBUTE = /([a-zA-Z][a-zA-Z-]*)\s*=\s*"([^"]*)"/g;

/**
 * Reads MJML strictly: tags with double-quoted attributes, and text. Stricter than any mail program, so that
 * what passes has one reading only. Comments, CDATA, doctypes, unquoted attributes and a bare `<` are problems.
 */
export function tokenize(source: string): { tokens: Token[]; problems: TemplateProblem[] } {
  const tokens: Token[] = [];
  const problems: TemplateProblem[] = [];
  let index = 0;
  while (index < source.length) {
    const next = source.indexOf('<', index);
    const end = next === -1 ? source.length : next;
    if (end > index) {
      const text = source.slice(index, end);
      tokens.push({
        kind: 'text',
        text,
        index,
        line: lineAt(source, index + Math.max(0, text.search(/\S/))),
      });
    }
    if (next === -1) break;
    const line = lineAt(source, next);
    TAG.lastIndex = next;
    const match = TAG.exec(source);
    index = match ? TAG.lastIndex : next + 1;
    if (!match) {
      problems.push({
        line,
        message: 'this < begins no valid tag: attributes need double quotes, a plain < is written &lt;',
      });
      continue;
    }
    const tag = (match[2] ?? '').toLowerCase();
    if (match[1] === '/') {
      tokens.push({ kind: 'close', tag, index: next, line });
      continue;
    }
    const attributes = [...(match[3] ?? '').matchAll(ATTRIBUTE)].map(([, name = '', value = '']) => ({
      name: name.toLowerCase(),
      value,
    }));
    tokens.push({ kind: 'open', tag, attributes, selfClosing: match[4] === '/', index: next, line });
  }
  return { tokens, problems };
}

/** Comments are notes between authors: replaced by as many lines of nothing, so that lines keep their number. */
export const withoutComments = (source: string): string =>
  source.replace(/<!--[\s\S]*?-->/g, (comment) => comment.replace(/[^\n]/g, ''));
