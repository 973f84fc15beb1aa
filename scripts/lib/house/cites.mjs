import { posix } from 'node:path';

const CITE = /(?<![`'"])\bSource: /g;
const ADDRESS = /\b(docs\/[\w./-]+\.md)(?:#([\w-]+))?/g;
const DECISION = /\bdecisions? (\d{4})\b/g;
const PAGE = /(?<![\w./-])[\w./-]*\w\.md\b/g;
/** Pages by their titles: whoever reads the line has no address to go to. */
const TITLES = /\b(?:fault\smatrix|platform\sfacts|chapter\sof\sthe\sdomain|the\sdomain's\sdescription)\b/gi;

/** The anchors of a page's headings, as GitHub writes them. */
export function anchorsOf(markdown) {
  const known = new Map();
  const headings = markdown.replace(/^```[\s\S]*?^```/gm, '').matchAll(/^#{1,6}\s+(.*?)\s*#*$/gm);
  const anchors = [...headings].map(([, heading]) => {
    const plain = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}\s_-]/gu, '')
      .replace(/\s/g, '-');
    const seen = known.get(plain) ?? 0;
    known.set(plain, seen + 1);
    return seen === 0 ? plain : `${plain}-${seen}`;
  });
  return new Set(anchors);
}

/**
 * What the project has to cite: its files, and the anchors of its pages.
 * @param {Map<string, string>} texts
 * @returns {{files: Set<string>, anchors: Map<string, Set<string>>}}
 */
export const pagesOf = (texts) => ({
  files: new Set(texts.keys()),
  anchors: new Map(
    [...texts].filter(([path]) => path.endsWith('.md')).map(([path, text]) => [path, anchorsOf(text)]),
  ),
});

/** From a cite to the end of its comment, without the marks of the lines. */
const commentFrom = (text, index) =>
  text
    .slice(index)
    .split(/\*\/|\n\s*(?!\*|\/\/|#|--)/, 1)[0]
    .replace(/\n\s*(?:\*|\/\/|#)\s?/g, ' ');

function isAnswered(cite, { files, anchors }) {
  const addresses = [...cite.matchAll(ADDRESS)];
  const decisions = [...cite.matchAll(DECISION)];
  const isThere = ([, page, anchor]) =>
    anchors.has(page) && (anchor === undefined || anchors.get(page).has(anchor));
  const isDecided = ([, number]) => [...files].some((file) => file.startsWith(`docs/decisions/${number}-`));
  return addresses.length + decisions.length > 0 && addresses.every(isThere) && decisions.every(isDecided);
}

const isPageHere = (path, page, { files }) =>
  [posix.join(posix.dirname(path), page), posix.normalize(page), posix.join('docs', page)].some((file) =>
    files.has(file),
  ) ||
  (!page.includes('/') && [...files].some((file) => posix.basename(file) === page));

/**
 * Where a file sends its reader to a page that the project does not have: a source without an address here, a
 * page that is not there, a page named by its title alone.
 * @returns {{line: number, what: string}[]}
 */
export function foreignCites(path, text, pages) {
  const lineOf = (index) => text.slice(0, index).split('\n').length;
  const found = [
    ...[...text.matchAll(CITE)].flatMap(({ index }) => {
      const cite = commentFrom(text, index);
      return isAnswered(cite, pages) ? [] : [{ index, what: cite.slice(0, 60) }];
    }),
    ...[...text.matchAll(PAGE)]
      .filter(([page]) => !page.startsWith('//') && !isPageHere(path, page, pages))
      .map(({ index, 0: what }) => ({ index, what })),
    ...[...text.matchAll(TITLES)].map(({ index, 0: what }) => ({ index, what })),
  ];
  return found
    .sort((one, other) => one.index - other.index)
    .map(({ index, what }) => ({ line: lineOf(index), what: what.trim() }));
}
