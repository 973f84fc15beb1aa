import { startChild, stopChildren } from '../support/child';
import { rowsOf } from '../support/invariants';
import { buy } from '../support/steps';
import { startWorld, type World } from '../support/world';

const WORKER = 'src/jobs/worker.ts';

/** Real processes start slowly on a busy machine. */
const LONG = 600_000;

let world: World;
beforeAll(async () => {
  world = await startWorld('worker', { CLOCK: 'adjustable', LOG_LEVEL: 'info' });
});
afterAll(async () => {
  await stopChildren();
  await world.close();
});

let people = 0;
/** Somebody registers, so that one mail is owed. @returns the address */
async function register(): Promise<string> {
  people += 1;
  const email = `registered-${people}@example.com`;
  const registered = await world.api('POST', '/api/clients/register', {
    body: { email, password: 'Serenity-new-1', firstName: 'Ida', lastName: 'Moreau' },
  });
  expect(registered.status).toBe(201);
  return email;
}

async function nextHeartbeat(): Promise<void> {
  const { nativeCollection } = await import('../../src/platform/store');
  const beats = nativeCollection(world.payload, '_workers').watch();
  await beats.next();
  await beats.close();
}

const lastMail = async () => (await rowsOf(world, 'messages')).at(-1);

describe('the worker', () => {
  it(
    'finishes what it has in hand on SIGTERM, writes it down, and ends well',
    async () => {
      const worker = startChild(WORKER);
      await worker.says('worker ready');
      // The first mail may be found by polling; when it is out, the worker listens, and a commit rings at once.
      const first = world.mailbox.holdNext();
      first.release();
      await register();
      await first.arrived;
      const held = world.mailbox.holdNext();
      const email = await register();
      await held.arrived;
      worker.process.kill('SIGTERM');
      await worker.says('worker stops');
      // It lives on while it waits, and says so; one that gave up would end here.
      await Promise.race([nextHeartbeat(), worker.ended]);
      held.release();
      const { code } = await worker.ended;
      expect(code).toBe(0);
      expect(await lastMail()).toMatchObject({ state: 'sent', attempts: 1, leaseToken: null });
      expect(world.mailbox.to(email)).toHaveLength(1);
    },
    LONG,
  );

  it(
    'killed between the server taking a mail and its own note of it, sends it once more after a restart, ' +
      'as the same message',
    async () => {
      // A mail with a one-time link is not sent again (tests/int/mailDelivery.spec.ts): this is the one about
      // the trial credit.
      const email = await register();
      await world.work();
      const [, token = ''] = /\/verify\/([\w-]+)/.exec(world.mailbox.to(email)[0]?.text ?? '') ?? [];
      const first = startChild(WORKER);
      await first.says('worker ready');
      const held = world.mailbox.holdNext();
      expect((await world.api('POST', `/api/clients/verify/${token}`)).status).toBe(200);
      await held.arrived;
      first.process.kill('SIGKILL');
      expect((await first.ended).signal).toBe('SIGKILL');
      held.release();
      expect(await lastMail()).toMatchObject({
        template: 'free-trial-assigned',
        state: 'queued',
        attempts: 1,
      });

      const { moveClock } = await import('../../src/platform/adjustableClock');
      await moveClock(world.payload, 10 * 60_000);
      const again = world.mailbox.holdNext();
      const second = startChild(WORKER);
      await again.arrived;
      again.release();
      await second.says('worker ready');
      second.process.kill('SIGTERM');
      expect((await second.ended).code).toBe(0);
      expect(await lastMail()).toMatchObject({ state: 'sent', attempts: 2 });
      const ids = world.mailbox
        .to(email)
        .slice(1)
        .map(({ messageId }) => messageId);
      expect([ids.length, new Set(ids).size]).toEqual([2, 1]);
    },
    LONG,
  );
});

describe('a worker whose lease ran out in the middle', () => {
  it('cannot settle: the row was done by another, once', async () => {
    const { freezeClock, now } = await import('../../src/platform/clock');
    const { setStripeProvider, stripeProvider } = await import('../../src/integrations/stripe/provider');
    const { processInbox } = await import('../../src/jobs/queues');
    const client = await world.client();
    const { paymentId } = await buy(world, client);
    await world.stripe.idle();
    const real = stripeProvider();
    let calls = 0;
    freezeClock(now());
    setStripeProvider({
      ...real,
      // While the first worker waits for Stripe its lease runs out, and a second one does all the work.
      async retrieveIntent(id) {
        const intent = await real.retrieveIntent(id);
        calls += 1;
        if (calls > 1) return intent;
        freezeClock(new Date(now().getTime() + 5 * 60_000));
        await processInbox(world.payload);
        return intent;
      },
    });
    try {
      await processInbox(world.payload);
    } finally {
      setStripeProvider(real);
    }
    expect(calls).toBe(2);
    const grants = (await rowsOf(world, 'credit-grants')).filter(
      (grant) => String(grant.payment) === paymentId,
    );
    expect(grants).toHaveLength(1);
    const events = await rowsOf(world, 'inbox-events', { type: 'payment_intent.succeeded' });
    expect(events).toEqual([
      expect.objectContaining({ state: 'processed', attempts: 2, note: 'created → succeeded' }),
    ]);
  });

  it('is refused in so many words, also outside a transaction', async () => {
    const { lease, LeaseLost, settle } = await import('../../src/platform/queue');
    const { outboxQueue, owe } = await import('../../src/platform/outbox');
    const { inTransaction } = await import('../../src/platform/transaction');
    const { freezeClock, now } = await import('../../src/platform/clock');
    freezeClock(now());
    await inTransaction({ payload: world.payload }, (req) =>
      owe(req, { key: 'meeting:none', kind: 'meeting.sync', subject: '0'.repeat(24) }),
    );
    const stale = await lease(world.payload, outboxQueue);
    freezeClock(new Date(now().getTime() + 5 * 60_000));
    const fresh = await lease(world.payload, outboxQueue);
    if (!stale || !fresh) throw new Error('the row was not given out twice');
    await expect(settle(world.payload, outboxQueue, stale, { state: 'done' })).rejects.toThrow(LeaseLost);
    await settle(world.payload, outboxQueue, fresh, { state: 'done' });
    await expect(settle(world.payload, outboxQueue, fresh, { state: 'waiting' })).rejects.toThrow(LeaseLost);
    expect(await rowsOf(world, 'outbox', { key: 'meeting:none' })).toMatchObject([
      { state: 'done', attempts: 2 },
    ]);
  });
});
