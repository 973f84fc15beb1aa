import { rowsOf } from '../support/invariants';
import { atTime, booked, on } from '../support/steps';
import { IS_SOAK } from '../support/volume';
import { type Person, startWorld, type World } from '../support/world';

/** Mails a second that one worker must get through here. Asked in the soak: what else a machine does costs time. */
const LEAST = 30;
const BATCHES = IS_SOAK ? 5 : 1;
const MAILS = 100;
/**
 * Commands a mail: taking the row, reading all it is made of, noting its end; with a calendar part, its other
 * mails.
 */
const COMMANDS = 3;
const COMMANDS_WITH_CALENDAR = 4;

let world: World;
let client: Person;
beforeAll(async () => {
  world = await startWorld('mail-throughput');
  await atTime(on(0, '08:00'));
  client = await world.client({ credits: 2 });
});
afterAll(() => world.close());

/** So many mails, owed as the product owes them. */
async function owe(batch: string, mails: number): Promise<void> {
  const { enqueue } = await import('../../src/notifications/enqueue');
  const { inTransaction } = await import('../../src/platform/transaction');
  const orders = Array.from(
    { length: mails },
    (_, index) =>
      ({
        template: 'low-credit-warning',
        cause: `throughput:${batch}:${index}`,
        client: client.id,
        facts: { creditsAvailable: String(index) },
      }) as const,
  );
  await inTransaction({ payload: world.payload }, (req) => enqueue(req, orders));
}

async function deliver(): Promise<number> {
  const { deliverMessages } = await import('../../src/jobs/queues');
  return deliverMessages(world.payload);
}

/** Mails a second of one core's time: how busy the others are is not the product's. */
async function rateOf(batch: string): Promise<{ ofCore: number; asItWas: number }> {
  await owe(batch, MAILS);
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  expect(await deliver()).toBe(MAILS);
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { ofCore: MAILS / ((user + system) / 1_000_000), asItWas: MAILS / seconds };
}

describe('one worker', () => {
  it(`${IS_SOAK ? 'soak: ' : ''}delivers many mails through the SMTP server here, each once`, async () => {
    world.mailbox.mood = { keepsUnread: true };
    const rates: Awaited<ReturnType<typeof rateOf>>[] = [];
    for (let batch = 0; batch < BATCHES; batch += 1) rates.push(await rateOf(String(batch)));
    world.mailbox.mood = undefined;
    await world.mailbox.readKept();
    // A batch that shared its caches and memory with a busy neighbour tells of the neighbour: the best one counts.
    const best = Math.max(...rates.map(({ ofCore }) => ofCore));
    const shown = (of: 'ofCore' | 'asItWas'): string => rates.map((rate) => rate[of].toFixed(0)).join(', ');
    console.log(
      `figure: one worker delivered ${BATCHES} times ${MAILS} mails: ${shown('ofCore')} a second of one ` +
        `core's time, ${shown('asItWas')} a second as it was`,
    );
    const received = world.mailbox.to(client.email);
    expect(received).toHaveLength(BATCHES * MAILS);
    expect(new Set(received.map(({ messageId }) => messageId)).size).toBe(BATCHES * MAILS);
    expect(await rowsOf(world, 'messages', { state: { $ne: 'sent' } })).toEqual([]);
    if (IS_SOAK) expect(best).toBeGreaterThanOrEqual(LEAST);
  });

  it('asks the database a few times a mail, however much the mail is made of', async () => {
    const commandsOf = async (): Promise<string[]> => {
      const commands = await world.commandsOf(deliver);
      // The last one finds that nothing is due any more.
      return commands.slice(0, -1);
    };
    await owe('counted', 2);
    const plain = await commandsOf();
    await booked(world, { as: client, startsAt: on(3, '09:00'), more: { mode: 'in_person' } });
    const withCalendar = await commandsOf();
    console.log(
      `figure: a mail costs ${plain.length / 2} database commands, one with a calendar part ${withCalendar.length / 2}`,
    );
    expect(plain.length).toBeLessThanOrEqual(2 * COMMANDS);
    expect(withCalendar.length).toBeLessThanOrEqual(2 * COMMANDS_WITH_CALENDAR);
    expect(await rowsOf(world, 'messages', { state: { $ne: 'sent' } })).toEqual([]);
  });
});
