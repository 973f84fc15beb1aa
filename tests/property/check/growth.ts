import { type Document } from 'mongodb';

type Collection = 'transactions' | 'audit-log';

const NAMED: Record<Collection, readonly string[]> = {
  transactions: ['actor', 'cause', 'correlationId'],
  'audit-log': ['actor', 'action', 'correlationId'],
};

/**
 * I5: nothing that was written is changed or gone, and each new entry says who, why and under which id.
 * `seen` is what was there after the step before; it takes in what is new.
 */
export function growthFaults(seen: Map<string, string>, rows: Record<Collection, Document[]>): string[] {
  const present = (['transactions', 'audit-log'] as const).flatMap((collection) =>
    rows[collection].map((row) => ({
      collection,
      row,
      id: `${collection}:${String(row._id)}`,
      text: JSON.stringify(row),
    })),
  );
  const ids = new Set(present.map(({ id }) => id));
  const fresh = present.filter(({ id }) => !seen.has(id));
  const faults = [
    ...[...seen.keys()].filter((id) => !ids.has(id)).map((id) => `I5: ${id} is gone`),
    ...present
      .filter(({ id, text }) => seen.has(id) && seen.get(id) !== text)
      .map(({ id, text }) => `I5: ${id} was ${seen.get(id)} and is ${text}`),
    ...fresh.flatMap(({ collection, row, id }) =>
      NAMED[collection]
        .filter((field) => !row[field])
        .map((field) => `I5: ${id} (${String(row.kind ?? row.action)}) names no ${field}`),
    ),
  ];
  for (const { id, text } of fresh) seen.set(id, text);
  return faults;
}
