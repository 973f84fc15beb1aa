import { lineAt, type TemplateProblem } from './problems';

/**
 * The template language, all of it: `{{name}}`, `{{#if name}}…{{/if}}` (shown when the variable is not empty)
 * and `{{#unless name}}…{{/unless}}` (shown when it is). Blocks may stand in blocks. Nothing else.
 */
export type Part =
  | { kind: 'literal'; text: string }
  | { kind: 'variable'; name: string }
  | { kind: 'block'; shownWhen: 'filled' | 'empty'; name: string; parts: Part[] };

export interface Directive {
  kind: 'variable' | 'open' | 'close' | 'invalid';
  /** Variable name; for `close` the word (`if`, `unless`). */
  name: string;
  word: 'if' | 'unless' | '';
  index: number;
  /** As written, braces included. */
  source: string;
}

const ANY = /\{\{[^{}]*\}\}|\{\{/g;
// A leading $ marks the frame's own values; template authors cannot declare or reach those.
const VARIABLE = /^\{\{\s*(\$?[a-zA-Z][a-zA-Z0-9]*)\s*\}\}$/;
const OPEN = /^\{\{\s*#(if|unless)\s+(\$?[a-zA-Z][a-zA-Z0-9]*)\s*\}\}$/;
const CLOSE = /^\{\{\s*\/(if|unless)\s*\}\}$/;

const asWord = (word: string | undefined): 'if' | 'unless' => (word === 'unless' ? 'unless' : 'if');

/** Every `{{…}}` of a text, in order. */
export function directives(source: string): Directive[] {
  return [...source.matchAll(ANY)].map((match) => {
    const at = { index: match.index, source: match[0] };
    const variable = VARIABLE.exec(match[0]);
    if (variable) return { ...at, kind: 'variable', name: variable[1] ?? '', word: '' };
    const open = OPEN.exec(match[0]);
    if (open) return { ...at, kind: 'open', name: open[2] ?? '', word: asWord(open[1]) };
    const close = CLOSE.exec(match[0]);
    if (close) return { ...at, kind: 'close', name: '', word: asWord(close[1]) };
    return { ...at, kind: 'invalid', name: '', word: '' };
  });
}

/** Reads a text into parts; problems carry lines of that text. With problems, parts are not to be used. */
export function parseTemplate(source: string): { parts: Part[]; problems: TemplateProblem[] } {
  const problems: TemplateProblem[] = [];
  const root: Part[] = [];
  const open: { word: string; line: number; parts: Part[] }[] = [];
  let parts = root;
  let position = 0;
  for (const directive of directives(source)) {
    const line = lineAt(source, directive.index);
    if (directive.index > position)
      parts.push({ kind: 'literal', text: source.slice(position, directive.index) });
    position = directive.index + directive.source.length;
    if (directive.kind === 'variable') parts.push({ kind: 'variable', name: directive.name });
    if (directive.kind === 'invalid')
      problems.push({ line, message: `${directive.source} is neither {{name}} nor {{#if name}}…{{/if}}` });
    if (directive.kind === 'open') {
      const inner: Part[] = [];
      parts.push({
        kind: 'block',
        shownWhen: directive.word === 'if' ? 'filled' : 'empty',
        name: directive.name,
        parts: inner,
      });
      open.push({ word: directive.word, line, parts });
      parts = inner;
    }
    if (directive.kind === 'close') {
      const opened = open.pop();
      if (opened?.word !== directive.word)
        problems.push({ line, message: `${directive.source} closes no block` });
      parts = opened?.parts ?? parts;
    }
  }
  if (position < source.length) parts.push({ kind: 'literal', text: source.slice(position) });
  for (const { word, line } of open) problems.push({ line, message: `{{#${word}}} is never closed` });
  return { parts, problems };
}

/** Fills parts in. What a value contains is never read as template syntax. */
export function fill(
  parts: Part[],
  values: Record<string, string>,
  show: (value: string, before: string) => string,
): string {
  let out = '';
  for (const part of parts) {
    if (part.kind === 'literal') out += part.text;
    if (part.kind === 'variable') out += show(values[part.name] ?? '', out);
    if (part.kind === 'block' && ((values[part.name] ?? '') !== '') === (part.shownWhen === 'filled'))
      out += fill(part.parts, values, show);
  }
  return out;
}
