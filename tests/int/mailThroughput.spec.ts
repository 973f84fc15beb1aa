
import { rowsOf } from '../support/invariants';
import { atTime, on } from '../support/steps';
import { startWorld, type World } from '../support/world';

/** Mails a second that one worker must get through here. Source: the demands on messages and jobs. */
const LEAST = 30;
const MAILS = 300;

let world: World;
beforeAll(async () => {
  world = await startWorld('mail-throughput');
  await atTime(on(0, '08:00'));
});
afterAll(() => world.close());

describe('one worker', () => {
  it(`delivers at least ${LEAST} mails a second through the SMTP server here, each once`, async () => {
    const { enqueue } = await import('../../src/notifications/enqueue');
    const { inTransaction } = await import('../../src/platform/transaction');
    const { deliverMessages } = await import('../../src/jobs/queues');
    const client = await world.client({ credits: 3 });
    const order = (index: number) => ({ template: 'low-credit-warning', cause: `throughput:${index}`, client: client.id, facts: { creditsAvailable: String(index) } }) as const;
    await inTransaction({ payload: world.payload }, (req) => enqueue(req, Array.from({ length: MAILS }, (_, index) => order(index))));
    const [began, cpu] = [performance.now(), process.cpuUsage()];
    expect(await deliverMessages(world.payload)).toBe(MAILS);
    const seconds = (performance.now() - began) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    // What one core could do: how busy the others are is not the product's.
    const perSecond = MAILS / ((user + system) / 1_000_000);
    console.log(`figure: one worker delivered ${MAILS} mails in ${seconds.toFixed(1)} s: ${(MAILS / seconds).toFixed(0)} a second as it was, ${perSecond.toFixed(0)} a second of one core's time`);
    expect(new Set(world.mailbox.to(client.email).map(({ messageId }) => messageId)).size).toBe(MAILS);
    expect(world.mailbox.to(client.email)).toHaveLength(MAILS);
    expect(await rowsOf(world, 'messages', { state: { $ne: 'sent' } })).toEqual([]);
    expect(perSecond).toBeGreaterThanOrEqual(LEAST);
  });
});
