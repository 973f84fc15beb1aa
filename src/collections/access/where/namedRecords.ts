/** A bulk verb takes what a list shows on a page, and no more. */
const MOST = 100;

/**
 * Whether a filter names its records: a bulk verb must not reach one that its caller was not shown. The names may stand
 * beside other conditions, which take records away only. Pure.
 */
export function namesRecords(where: unknown): boolean {
  if (typeof where !== 'object' || where === null) return false;
  const { id, and } = where as { id?: { in?: unknown; equals?: unknown }; and?: unknown };
  if (id?.equals !== undefined) return true;
  if (id?.in !== undefined) return listed(id.in) <= MOST;
  return Array.isArray(and) && and.some(namesRecords);
}

const listed = (ids: unknown): number => (Array.isArray(ids) ? ids : String(ids).split(',')).length;
