import { ObjectId, type Document } from 'mongodb';

import { rowsOf } from '../support/invariants';
import { atTime, booked, on } from '../support/steps';
import { startWorld, type World } from '../support/world';

/** The sweeps that look for what is due among all sessions, and among all wallets. */
const SWEEPS = [
  'reminders-24h',
  'reminders-1h',
  'consultation-clock',
  'feedback-requests',
  'meeting-attendance',
  'expected-messages',
  'credit-warnings-7d',
  'credit-warnings-1d',
  'credit-expiration',
] as const;
const [FEW, MANY] = [1000, 100_000];
const AT_ONCE = 10_000;
const LONG = 300_000;

let world: World;
beforeAll(async () => {
  world = await startWorld('due-work');
  await atTime(on(0, '08:00'));
}, LONG);
afterAll(() => world.close());

/** Sessions of years ago and of far ahead, as stored; nothing about them is due. */
async function store(count: number): Promise<void> {
  const { nativeCollection } = await import('../../src/platform/store');
  const people = { client: new ObjectId(), consultant: new ObjectId() };
  for (let left = count; left > 0; left -= AT_ONCE) {
    const rows = Array.from({ length: Math.min(left, AT_ONCE) }, (_, index): Document => {
      const isPast = index % 2 === 0;
      const startsAt = new Date(
        Date.parse(on(isPast ? -900 : 100, '09:00')) + index * 900_000 * (isPast ? -1 : 1),
      );
      const made = new Date(startsAt.getTime() - 30 * 86_400_000);
      return {
        _id: new ObjectId(),
        ...people,
        status: isPast ? 'completed' : 'booked',
        mode: 'remote',
        startsAt,
        endsAt: new Date(startsAt.getTime() + 3_600_000),
        version: 1,
        meeting: { state: isPast ? 'deleted' : 'ready' },
        outcome: isPast ? { at: startsAt } : {},
        createdAt: isPast ? made : new Date(on(-100, '09:00')),
        updatedAt: isPast ? made : new Date(on(-100, '09:00')),
      };
    });
    await nativeCollection(world.payload, 'consultations').insertMany(rows, { ordered: false });
    const wallets = rows.map(({ _id, startsAt, createdAt, updatedAt }): Document =>
      walletOf({ client: _id, expiresAt: startsAt, createdAt, updatedAt }),
    );
    await nativeCollection(world.payload, 'wallets').insertMany(wallets as never[], { ordered: false });
  }
}

/** A wallet whose one lot lapsed years ago, and was written down then, or lapses far ahead. */
function walletOf({ client, expiresAt, createdAt, updatedAt }: Record<string, unknown>): Document {
  const available = (expiresAt as Date) < new Date(on(0, '08:00')) ? 0 : 5;
  const lot = {
    grant: new ObjectId(),
    packageName: 'Five',
    source: 'purchase',
    total: 5,
    available,
    held: 0,
    consumed: 0,
    priority: 0,
    expiresAt,
    createdAt,
  };
  return {
    _id: new ObjectId(),
    client,
    version: 1,
    seq: 1,
    available,
    held: 0,
    lots: [lot],
    holds: [],
    lowBalanceArmed: true,
    lowBalanceSeq: null,
    createdAt,
    updatedAt,
  };
}

/** The commands of a sweep, and the records the server looked at for it. */
async function costOf(name: string): Promise<{ commands: number; examined: number }> {
  const { SCHEDULE } = await import('../../src/jobs/schedule');
  const { databaseOf } = await import('../../src/platform/store');
  const db = databaseOf(world.payload);
  const job = SCHEDULE.find((candidate) => candidate.name === name);
  if (!job) throw new Error(`There is no job ${name}.`);
  await job.run(world.payload, () => false);
  await db.command({ profile: 2, filter: { 'command.comment': { $exists: false } } });
  const commands = await world.commandsOf(() => job.run(world.payload, () => false));
  await db.command({ profile: 0 });
  const seen = await db
    .collection('system.profile')
    .aggregate<{ examined: number }>([
      { $match: { ns: /(consultations|wallets)$/ } },
      { $group: { _id: null, examined: { $sum: '$docsExamined' } } },
    ])
    .toArray();
  // The next sweep has a profile of its own: the server's clock need not agree with this one.
  await db.dropCollection('system.profile');
  return { commands: commands.length, examined: seen[0]?.examined ?? 0 };
}

describe('the sweeps for what is due', () => {
  it(
    `cost as much among ${MANY} sessions as among ${FEW}`,
    async () => {
      const client = await world.client({ credits: 5 });
      for (const time of ['09:00', '10:30', '13:30'])
        await booked(world, { as: client, startsAt: on(1, time), more: { mode: 'in_person' } });
      await store(FEW);
      await atTime(on(0, '13:20'));
      const few = Object.fromEntries(await eachCost());
      await store(MANY - FEW);
      const many = Object.fromEntries(await eachCost());
      for (const name of SWEEPS)
        console.log(
          `figure: ${name}: ${few[name]?.commands} commands, ${few[name]?.examined} sessions or wallets ` +
            `looked at among ${FEW}; ${many[name]?.commands} and ${many[name]?.examined} among ${MANY}`,
        );
      expect(many).toEqual(few);
      expect(await rowsOf(world, 'messages', { template: 'reminder-24h-client' })).toHaveLength(3);
    },
    LONG,
  );
});

async function eachCost(): Promise<[string, { commands: number; examined: number }][]> {
  const costs: [string, { commands: number; examined: number }][] = [];
  for (const name of SWEEPS) costs.push([name, await costOf(name)]);
  return costs;
}
