import { invalid } from './errors';
import { type Store } from './store';

const EXPANDABLE = [
  'latest_charge',
  'customer',
  'payment_method',
  'payment_intent',
  'charge',
  'balance_transaction',
];

/** A copy of an answer in which the named ids are replaced by the objects they stand for. */
export function expanded(store: Store, answer: unknown, paths: string[]): unknown {
  const copy = structuredClone(answer);
  for (const path of paths) fill(store, copy, path.split('.'), path);
  return copy;
}

function fill(store: Store, node: unknown, [name, ...rest]: string[], path: string): void {
  if (node === null || typeof node !== 'object' || !name) return;
  const holder = node as Record<string, unknown>;
  if (name === 'data' && Array.isArray(holder.data)) {
    for (const row of holder.data) fill(store, row, rest, path);
    return;
  }
  if (!EXPANDABLE.includes(name) || !(name in holder))
    throw invalid(`This property cannot be expanded (${path}).`);
  const value = holder[name];
  if (typeof value === 'string') holder[name] = structuredClone(store.data.resources[value] ?? value);
  if (rest.length) fill(store, holder[name], rest, path);
}
