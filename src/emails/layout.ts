import { type EmailBrand } from './brand';
import { partial } from './files';
import { tokenize } from './markup';
import { CONTAINERS } from './allowed';
import { palette } from './palette';
import { directives } from './syntax';

const BODY = '[[body]]';

/** Nothing to see: it keeps an inbox from showing the beginning of the body behind the preheader. */
const FILLER = '&#847;&zwnj;&nbsp;'.repeat(12);

/** Blocks between MJML elements must be wrapped, or MJML drops them. Keeps every line where it is. */
function wrapBlocks(body: string): string {
  let parent: string[] = [];
  let out = '';
  let position = 0;
  for (const token of tokenize(body).tokens) {
    if (token.kind === 'open' && CONTAINERS.has(token.tag) && !token.selfClosing) parent.push(token.tag);
    if (
      token.kind === 'open' &&
      token.tag.startsWith('mj-') &&
      !CONTAINERS.has(token.tag) &&
      !token.selfClosing
    )
      parent.push(token.tag);
    if (token.kind === 'close' && token.tag.startsWith('mj-')) parent = parent.slice(0, -1);
    const inLeaf = parent.length > 0 && !CONTAINERS.has(parent.at(-1) ?? '');
    if (token.kind !== 'text' || inLeaf) continue;
    let text = '';
    let at = 0;
    for (const { index, source } of directives(token.text)) {
      text += `${token.text.slice(at, index)}<mj-raw>${source}</mj-raw>`;
      at = index + source.length;
    }
    out += body.slice(position, token.index) + text + token.text.slice(at);
    position = token.index + token.text.length;
  }
  return out + body.slice(position);
}

/**
 * The whole MJML document around a checked body.
 * @returns the document, and how many lines stand before the body, to name lines as its author sees them.
 */
export function layOut({ body, brand, lang }: { body: string; brand: EmailBrand; lang: string }): {
  mjml: string;
  linesBefore: number;
} {
  const slots: Record<string, string> = { ...palette(brand), lang, filler: FILLER };
  const frame = partial('layout').replace(
    /\[\[([a-zA-Z]+)\]\]/g,
    (slot, name: string) => slots[name] ?? slot,
  );
  const at = frame.indexOf(BODY);
  const linesBefore = frame.slice(0, at).split('\n').length - 1;
  return { mjml: frame.slice(0, at) + wrapBlocks(body) + frame.slice(at + BODY.length), linesBefore };
}
