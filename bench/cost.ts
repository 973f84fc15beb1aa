import { type CommandStartedEvent, type Document, type MongoClient } from 'mongodb';

import { type World } from '../tests/support/world';

export interface Cost {
  /** Commands to MongoDB, by name and collection, in order. */
  commands: string[];
  /** Documents MongoDB looked at to answer the reads among them. */
  examined: number;
}

const HOUSEKEEPING = new Set(['hello', 'ismaster', 'ping', 'endSessions', 'killCursors']);
/** What the driver adds to a command, and `explain` does not take. */
const OF_THE_DRIVER = [
  'lsid',
  '$clusterTime',
  '$db',
  '$readPreference',
  'txnNumber',
  'autocommit',
  'startTransaction',
  'readConcern',
  'apiVersion',
];

/** What a piece of work asks of the database. */
export async function costOf(world: World, work: () => Promise<unknown>): Promise<Cost> {
  const client = (
    world.payload.db as unknown as { connection: { getClient(): MongoClient } }
  ).connection.getClient();
  const started: CommandStartedEvent[] = [];
  const note = (event: CommandStartedEvent): void => void started.push(event);
  client.on('commandStarted', note);
  try {
    await work();
  } finally {
    client.off('commandStarted', note);
  }
  const commands = started.filter(({ commandName }) => !HOUSEKEEPING.has(commandName));
  let examined = 0;
  for (const { command, commandName, databaseName } of commands) {
    if (commandName !== 'find') continue;
    const query = Object.fromEntries(
      Object.entries(command).filter(([name]) => !OF_THE_DRIVER.includes(name)),
    );
    const plan: Document = await client
      .db(databaseName)
      .command({ explain: query, verbosity: 'executionStats' });
    examined += Number(plan.executionStats?.totalDocsExamined ?? 0);
  }
  return {
    commands: commands.map(({ command, commandName }) => `${commandName} ${String(command[commandName])}`),
    examined,
  };
}

/** One line of a figure's table. */
export const costLine = (who: string, { commands, examined }: Cost): string =>
  `  ${who.padEnd(58)} ${String(commands.length).padStart(2)} commands, ${String(examined).padStart(3)} ` +
  `documents   ${commands.join(', ')}`;
