/** JSON that is nested so often: longer than it is wide, and read by recursion almost everywhere. */
export const deep = (levels: number): string => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

const names = (count: number): string =>
  JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, n) => [`name-${n}`, n])));

/** Bodies that no record and no command is made of. */
export const ODD_BODIES: readonly string[] = [
  ...['null', '1', '"x"', '[]', '[{}]', 'true', '{', '\u0000', '1e999'],
  ...['{"_id":"x"}', '{"__v":5}', '{"__proto__":{"a":1}}', '{"constructor":{"a":1}}', '{"$set":{"a":1}}'],
  ...['{"a.b":1}', '{"id":{}}', '{"id":1}', '{"":1}', '{"email":{"a":1},"password":[]}'],
  names(2000),
  deep(50_000),
  `{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
];

/** Queries that nobody means. */
export const ODD_QUERIES: readonly string[] = [
  ...['page=-1', 'page=x', 'page=999999999', 'limit=-1', 'limit=1e9', 'limit[a]=1', 'depth=abc', 'depth=-1'],
  ...['select=abc', 'select[a][b]=1', 'populate=1', 'populate[x]=y', 'joins=abc', 'joins[x][limit]=a'],
  ...[
    'sort=',
    'sort=-',
    'sort[a]=b',
    'sort=a,,b',
    'sort=%00',
    'sort=constructor',
    'draft[a]=1',
    'trash=true',
  ],
  ...['where=x', 'where[or]=x', 'where[or][0]=x', 'where[and][x]=1', 'where[and][0][or]=1', 'where[][]=1'],
  ...['where[a%00]=1', 'where[id][like]=(', 'where[createdAt][like]=%00', 'where[id][in]=', 'where[id]='],
  ...['where[constructor][equals]=1', 'where[__proto__][equals]=1', 'where[id][in][0]=x&where[id][in][a]=y'],
  ...['locale[a]=b', 'fallbackLocale[a]=b', 'pagination=x', 'page=1&page=2', '%', '%ff%fe=%ff', '=', '&&&'],
  `where${'[and][0]'.repeat(60)}[id][equals]=x`,
  Array.from({ length: 400 }, (_, n) => `where[or][${n}][id][equals]=x`).join('&'),
];
