const LIMIT = '6';

/** The query that finds sessions by their id or by words of their title. */
export function sessionQuery(words: string): string {
  const query = new URLSearchParams({ depth: '0', limit: LIMIT, sort: '-startsAt', 'select[title]': 'true' });
  const wanted = words.trim();
  if (/^[0-9a-f]{24}$/i.test(wanted)) query.set('where[id][equals]', wanted.toLowerCase());
  else if (wanted) query.set('where[title][like]', wanted);
  return query.toString();
}
