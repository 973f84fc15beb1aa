import {
  ADDRESS_ATTRIBUTES,
  COMMON_ATTRIBUTES,
  CONTAINERS,
  EMPTY,
  FORBIDDEN_CSS,
  HTML,
  PARENTS,
  TEXT_HOLDERS,
} from './allowed';
import { tokenize, type Attribute, type Token } from './markup';
import { type TemplateProblem } from './problems';
import { directives } from './syntax';
import { isWebLink } from './values';

type Open = Extract<Token, { kind: 'open' }>;

const ONE_VARIABLE = /^\{\{\s*[a-zA-Z][a-zA-Z0-9]*\s*\}\}$/;
const isMail = (value: string): boolean => /^mailto:[^\s{}?&]+$/i.test(value);

function attributeProblem(tag: string, { name, value }: Attribute): string | undefined {
  const known = isHtml(tag) ? HTML[tag] : undefined;
  if (known && !known.includes(name) && !COMMON_ATTRIBUTES.includes(name))
    return `<${tag}> must not have the attribute ${name}`;
  if (name.startsWith('on')) return `the attribute ${name} is not allowed`;
  if (ADDRESS_ATTRIBUTES.has(name)) {
    const isFixed = !/[{}]/.test(value) && isWebLink(value.replaceAll('&amp;', '&'));
    const ok = isFixed || (name === 'href' && (isMail(value) || ONE_VARIABLE.test(value)));
    return ok
      ? undefined
      : `${name} must be an http or https link${name === 'href' ? ', a mailto: address or one {{link}} variable' : ''}`;
  }
  if (value.includes('{{')) return `a variable may stand in href only, not in ${name}`;
  if (name === 'style' && FORBIDDEN_CSS.test(value)) return 'this style is not allowed';
  if (
    tag.startsWith('mj-') &&
    !['alt', 'title'].includes(name) &&
    (FORBIDDEN_CSS.test(value) || value.includes(';'))
  )
    return `${name} has a value that is not allowed`;
  return undefined;
}

const isHtml = (tag: string): boolean => Object.hasOwn(HTML, tag);
const holdsText = (tag: string | undefined): boolean =>
  tag !== undefined && (TEXT_HOLDERS.has(tag) || isHtml(tag));

function tagProblem({ tag, selfClosing }: Open, parent: string | undefined): string | undefined {
  const isMjml = CONTAINERS.has(tag) || TEXT_HOLDERS.has(tag) || EMPTY.has(tag);
  if (!isMjml && !isHtml(tag)) return `<${tag}> is not allowed`;
  if (isMjml)
    return parent === undefined || CONTAINERS.has(parent)
      ? undefined
      : `<${tag}> cannot stand in <${parent}>`;
  if (!holdsText(parent)) return `<${tag}> must stand in an <mj-text>, <mj-button> or <mj-table>`;
  const parents = PARENTS[tag];
  if (parents && !parents.includes(parent ?? ''))
    return `<${tag}> cannot stand in <${parent}>, only in ${parents.map((name) => `<${name}>`).join(', ')}`;
  // Mail programs read <b /> as <b>: everything after it would be bold.
  return selfClosing && tag !== 'br' ? `<${tag} /> needs its own </${tag}>` : undefined;
}

/** Text between elements is dropped by MJML without a word, so it is refused; blocks may open and close there. */
function strayText(text: string): boolean {
  const rest = directives(text).reduce(
    (left, { kind, source }) => (kind === 'variable' ? left : left.replace(source, '')),
    text,
  );
  return rest.trim() !== '';
}

interface State {
  /** Elements open at this point. */
  elements: Open[];
  /** For each block open at this point, how many elements were open where it began. */
  blocks: number[];
}

function textProblems(token: Extract<Token, { kind: 'text' }>, { elements, blocks }: State): string[] {
  const parent = elements.at(-1)?.tag;
  const said: string[] = [];
  if (!holdsText(parent) && strayText(token.text)) said.push('text must stand in an <mj-text>');
  for (const { kind, source } of directives(token.text)) {
    if (kind === 'open') blocks.push(elements.length);
    if (kind === 'close' && blocks.pop() !== elements.length)
      said.push(`${source} stands inside another element than its opening`);
  }
  return said;
}

function closeProblems({ tag }: { tag: string }, { elements, blocks }: State): string[] {
  const opened = elements.pop();
  const said = opened?.tag === tag ? [] : [`</${tag}> closes ${opened ? `<${opened.tag}>` : 'nothing'}`];
  return blocks.some((depth) => depth > elements.length)
    ? [...said, `</${tag}> closes before the block in it`]
    : said;
}

function openProblems(token: Open, { elements }: State): string[] {
  const said = [
    tagProblem(token, elements.at(-1)?.tag),
    ...token.attributes.map((attribute) => attributeProblem(token.tag, attribute)),
  ];
  if (!token.selfClosing && token.tag !== 'br') elements.push(token);
  return said.filter((message) => message !== undefined);
}

function tokenProblems(token: Token, state: State): string[] {
  if (token.kind === 'text') return textProblems(token, state);
  return token.kind === 'close' ? closeProblems(token, state) : openProblems(token, state);
}

/**
 * Judges the markup of a body: allowed elements and attributes, balanced tags, links, and blocks that do not
 * cross elements (left out, they must leave whole elements behind). Comments must have been removed.
 */
export function bodyProblems(body: string): TemplateProblem[] {
  const { tokens, problems } = tokenize(body);
  const state: State = { elements: [], blocks: [] };
  const ofTokens = tokens.flatMap((token) =>
    tokenProblems(token, state).map((message) => ({ line: token.line, message })),
  );
  const unclosed = state.elements.map(({ tag, line }) => ({ line, message: `<${tag}> is never closed` }));
  return [...problems, ...ofTokens, ...unclosed];
}
