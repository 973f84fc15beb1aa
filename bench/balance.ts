/** Reading a balance must not cost more the longer a client has been one. Exit 1 when it does. */
import { livedThrough } from '../tests/support/history';
import { atTime, balanceOf, on } from '../tests/support/steps';
import { type Person, startWorld } from '../tests/support/world';
import { costLine, costOf } from './cost';

const LOTS = 40;
const ENTRIES = 2000;

const world = await startWorld('bench-balance');
try {
  await atTime(on(0, '09:00'));
  const fresh = await world.client();
  const old = await world.client();
  await livedThrough(world, old, { lots: LOTS, entries: ENTRIES });
  // Once before counting: what a process learns the first time is not the cost of a balance.
  await balanceOf(world, fresh);

  const entries = await world.payload.count({
    collection: 'transactions',
    where: { client: { equals: old.id } },
    overrideAccess: true,
  });
  const { lots } = await balanceOf(world, old);
  if (entries.totalDocs !== ENTRIES || lots.length !== LOTS)
    throw new Error(`The old client has ${entries.totalDocs} entries and ${lots.length} lots.`);

  const costs = { fresh: await cost(fresh), old: await cost(old) };
  console.log(`Balance of a client, the whole request GET /api/credits/balance:
${costLine('a new client', costs.fresh)}
${costLine(`a client with ${ENTRIES} ledger entries and ${LOTS} lots`, costs.old)}`);
  const isSame =
    costs.fresh.commands.join() === costs.old.commands.join() && costs.fresh.examined === costs.old.examined;
  console.log(
    isSame ? 'The same.' : 'NOT THE SAME: reading a balance must cost no more the longer the history.',
  );
  process.exitCode = isSame ? 0 : 1;
} finally {
  await world.close();
}
// The product's connections keep a process alive for a while.
process.exit();

function cost(client: Person) {
  return costOf(world, () => balanceOf(world, client));
}
