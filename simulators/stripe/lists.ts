import { invalid } from './errors';
import { type Reader } from './params';
import { type Resource } from './types';

export const PAGING = {
  limit: 'integer',
  starting_after: 'text',
  ending_before: 'text',
  created: 'range',
  expand: 'list',
} as const;

/** One page in Stripe's list shape. `all` is newest first. */
export function page<T extends Resource>(all: T[], reader: Reader, url: string) {
  const limit = reader.integer('limit') ?? 10;
  if (limit < 1 || limit > 100) throw invalid('This value must be between 1 and 100', { param: 'limit' });
  const within = reader.createdFilter();
  const rows = all.filter((row) => within(row.created));
  const after = reader.text('starting_after');
  const before = reader.text('ending_before');
  const rest = after ? rows.slice(position(rows, after, 'starting_after') + 1) : rows;
  if (!before) return { object: 'list', data: rest.slice(0, limit), has_more: rest.length > limit, url };
  const newer = rows.slice(0, position(rows, before, 'ending_before'));
  return { object: 'list', data: newer.slice(-limit), has_more: newer.length > limit, url };
}

function position(rows: Resource[], id: string, param: string): number {
  const found = rows.findIndex((row) => row.id === id);
  if (found < 0) throw invalid(`No such object: '${id}'`, { code: 'resource_missing', param });
  return found;
}
