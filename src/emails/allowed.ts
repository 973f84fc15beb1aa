/** What a template's body may contain. Anything not named here is refused. */

/** MJML elements that only hold other elements; text directly in them would silently vanish. */
export const CONTAINERS: ReadonlySet<string> = new Set(['mj-section', 'mj-column', 'mj-group']);

/** MJML elements that hold text and HTML. */
export const TEXT_HOLDERS: ReadonlySet<string> = new Set(['mj-text', 'mj-button', 'mj-table']);

/** MJML elements that hold nothing. */
export const EMPTY: ReadonlySet<string> = new Set(['mj-image', 'mj-divider', 'mj-spacer']);

/** HTML allowed inside those that hold text, with its own attributes besides the common ones. */
export const HTML: Readonly<Record<string, readonly string[]>> = {
  a: ['href', 'target', 'rel', 'title'],
  b: [],
  strong: [],
  i: [],
  em: [],
  u: [],
  s: [],
  small: [],
  sub: [],
  sup: [],
  span: [],
  br: [],
  p: [],
  h1: [],
  h2: [],
  h3: [],
  ul: [],
  ol: ['start'],
  li: [],
  blockquote: [],
  table: ['width', 'cellpadding', 'cellspacing', 'border'],
  thead: [],
  tbody: [],
  tr: [],
  th: ['scope', 'colspan', 'width'],
  td: ['colspan', 'width'],
};

export const COMMON_ATTRIBUTES: readonly string[] = [
  'class',
  'style',
  'align',
  'valign',
  'lang',
  'dir',
  'role',
  'aria-label',
  'aria-hidden',
];

/** Parts of tables and lists stand in these only: anywhere else a mail program closes what is around them. */
export const PARENTS: Readonly<Record<string, readonly string[]>> = {
  thead: ['table', 'mj-table'],
  tbody: ['table', 'mj-table'],
  tr: ['table', 'mj-table', 'thead', 'tbody'],
  th: ['tr'],
  td: ['tr'],
  li: ['ul', 'ol'],
};

/** Attributes that name an address. */
export const ADDRESS_ATTRIBUTES: ReadonlySet<string> = new Set(['href', 'src', 'background-url', 'srcset']);

/** CSS that fetches, runs or takes text out of its place. */
export const FORBIDDEN_CSS =
  /url\s*\(|expression|@import|javascript|behaviou?r|binding|position\s*:|[{}\\]|\/\*/i;
