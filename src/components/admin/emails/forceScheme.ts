export type Scheme = 'light' | 'dark';

const DARK = /\(\s*prefers-color-scheme\s*:\s*dark\s*\)/g;

/** The mail as a reader with that colour scheme sees it, whatever the scheme of the one who previews. */
export function forceScheme(html: string, scheme: Scheme): string {
  // Widths that are always and never true: unlike `all`, they may be joined with other conditions by `and`.
  return html.replace(DARK, scheme === 'dark' ? '(min-width:0px)' : '(max-width:0px)');
}
