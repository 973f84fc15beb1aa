const DEFAULT_SIZE = 30;
const LARGEST_SIZE = 300;

/** One page of rows in Zoom's manner: the token of the next page is opaque, and empty on the last. */
export function pageOf<T>(rows: T[], query: URLSearchParams) {
  const size = Math.min(Math.max(Number(query.get('page_size')) || DEFAULT_SIZE, 1), LARGEST_SIZE);
  const start = Number(Buffer.from(query.get('next_page_token') ?? '', 'base64url').toString() || 0) || 0;
  const end = start + size;
  return {
    rows: rows.slice(start, end),
    facts: {
      page_count: Math.max(1, Math.ceil(rows.length / size)),
      page_size: size,
      total_records: rows.length,
      next_page_token: end < rows.length ? Buffer.from(String(end)).toString('base64url') : '',
    },
  };
}
