import { createHash } from 'node:crypto';

import { type World } from '../support/world';

/** What is stored, but for counters of attempts: a mark of the contents of each collection. */
export async function everything(world: World): Promise<Record<string, string>> {
  // What Stripe tells of its own accord is stored whenever it arrives.
  await world.stripe.idle();
  const { databaseOf } = await import('../../src/platform/store');
  const db = databaseOf(world.payload);
  const names = (await db.listCollections({}, { nameOnly: true }).toArray())
    .map(({ name }) => name)
    .filter((name) => name !== '_rate_limits');
  const marks = await Promise.all(
    names.sort().map(async (name) => {
      const rows = await db
        .collection(name)
        .find({}, { sort: { _id: 1 } })
        .toArray();
      return [name, createHash('sha256').update(JSON.stringify(rows)).digest('hex')];
    }),
  );
  return Object.fromEntries(marks) as Record<string, string>;
}
