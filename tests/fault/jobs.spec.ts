import { createHash } from 'node:crypto';
import { ObjectId } from 'mongodb';

import { type MessageRow } from '../../src/notifications/message';
import { faultCase } from '../support/cases';
import { CASE_REPEATS } from '../support/volume';
import { type Child, startChild, stopChildren } from '../support/child';
import { brokenInvariants, rowsOf } from '../support/invariants';
import { booked, buy, type ConsultationBody } from '../support/steps';
import { until } from '../support/until';
import { type Person, startWorld, type World } from '../support/world';

/** Real processes start slowly on a busy machine. */
const LONG = 600_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Confirmations wait so long for the meeting's link. */
const LINK_PATIENCE_MS = 20_000;

let world: World;
let client: Person;
let ops: Person;
beforeAll(async () => {
  world = await startWorld('jobs', { CLOCK: 'adjustable' });
  ops = await world.staff('ops');
}, LONG);
// Months go by in these cases: one client's credits would expire on the way.
beforeEach(async () => {
  client = await world.client({ credits: 60 });
});
afterEach(async () => {
  world.mailbox.mood = undefined;
  await stopChildren();
  await world.work();
  expect(await brokenInvariants(world)).toEqual([]);
});
afterAll(async () => {
  await world.close();
});

const startWorker = (): Child => startChild('src/jobs/worker.ts', { ...process.env, LOG_LEVEL: 'info' });
const now = async (): Promise<Date> => (await import('../../src/platform/clock')).now();
/** Moves the clock of all processes. */
async function pass(milliseconds: number): Promise<void> {
  const { moveClock } = await import('../../src/platform/adjustableClock');
  await moveClock(world.payload, milliseconds);
}
let days = 3;
/** A session by the office, far enough from every other: each has a day of its own. */
async function session(more: Record<string, unknown> = {}): Promise<ConsultationBody> {
  days += 1;
  const startsAt = new Date(
    Math.floor((await now()).getTime() / DAY_MS) * DAY_MS + days * DAY_MS + 9 * HOUR_MS,
  ).toISOString();
  return booked(world, { as: ops, startsAt, more: { clientId: client.id, ...more } });
}
const row = async (collection: string, where: Record<string, unknown>) =>
  (await rowsOf(world, collection, where)).at(-1);
const runAgain = (queue: string, id: unknown) =>
  world.api('POST', '/api/operations/run-again', {
    as: ops,
    body: { queue, id: String(id), reason: 'Mended' },
  });

/** Work of each queue: how it comes to be owed, and what of it there must be once in the end. */
interface Owed {
  queue: 'inbox-events' | 'outbox' | 'messages';
  id: ObjectId;
  /** How often its effect is there. */
  effects: () => Promise<number>;
}

const OWE: Record<Owed['queue'], () => Promise<Owed>> = {
  async 'inbox-events'() {
    const { paymentId } = await buy(world, client);
    await world.stripe.idle();
    const event = await row('inbox-events', { type: 'payment_intent.succeeded' });
    return {
      queue: 'inbox-events',
      id: event?._id as ObjectId,
      effects: async () =>
        (await rowsOf(world, 'credit-grants', { payment: new ObjectId(paymentId) })).length,
    };
  },
  async outbox() {
    const { id } = await session();
    const effect = await row('outbox', { subject: id });
    return {
      queue: 'outbox',
      id: effect?._id as ObjectId,
      effects: async () =>
        world.zoom.state.meetings.filter(({ agenda, deletedAt }) => agenda.includes(id) && !deletedAt).length,
    };
  },
  async messages() {
    const { id } = await session({ mode: 'in_person' });
    const mail = await row('messages', {
      consultation: new ObjectId(id),
      template: 'booking-confirmation-client',
    });
    return {
      queue: 'messages',
      id: mail?._id as ObjectId,
      effects: async () => Promise.resolve(copiesOf(mail?.key)),
    };
  },
};
/** How often a mail of ours reached the mailbox, by its fixed Message-ID. */
const copiesOf = (key: unknown): number => {
  const id = `<${createHash('sha256').update(String(key)).digest('hex').slice(0, 40)}@127.0.0.1>`;
  return world.mailbox.mails.filter(({ messageId }) => messageId === id).length;
};
const QUEUES = ['inbox-events', 'outbox', 'messages'] as const;

/** A worker, in this process: does everything that is due in one queue. */
async function work(queue: Owed['queue']): Promise<number> {
  const { deliverMessages, dispatchOutbox, processInbox } = await import('../../src/jobs/queues');
  return { 'inbox-events': processInbox, outbox: dispatchOutbox, messages: deliverMessages }[queue](
    world.payload,
  );
}

/** Lets a worker of this process do a queue, and `meanwhile` happen in the middle of its first piece of work. */
async function workInterrupted(queue: Owed['queue'], meanwhile: () => Promise<unknown>): Promise<void> {
  let isFirst = true;
  const once = async (): Promise<void> => {
    if (!isFirst) return;
    isFirst = false;
    await meanwhile();
  };
  if (queue === 'messages') {
    const { deliver } = await import('../../src/notifications/deliver');
    const { messageQueue } = await import('../../src/notifications/message');
    const { drain } = await import('../../src/platform/queue');
    const slow = async () => (await once(), []);
    await drain(world.payload, messageQueue, (mail: MessageRow) => deliver(world.payload, mail, slow));
    return;
  }
  const { setStripeProvider, stripeProvider } = await import('../../src/integrations/stripe/provider');
  const { setZoomProvider, zoomProvider } = await import('../../src/integrations/zoom/provider');
  const [stripe, zoom] = [stripeProvider(), zoomProvider()];
  setStripeProvider({ ...stripe, retrieveIntent: async (id) => (await once(), stripe.retrieveIntent(id)) });
  setZoomProvider({
    ...zoom,
    createMeeting: async (...given) => (await once(), zoom.createMeeting(...given)),
  });
  try {
    await work(queue);
  } finally {
    setStripeProvider(stripe);
    setZoomProvider(zoom);
  }
}

const ENDED = { 'inbox-events': 'processed', outbox: 'done', messages: 'sent' } as const;

faultCase(
  22,
  'two workers, and the lease of the first runs out in the middle: nothing twice, its late write is refused',
  async ({ random }) => {
    for (const queue of random.shuffled(QUEUES)) {
      await world.work();
      const owed = await OWE[queue]();
      await pass(LINK_PATIENCE_MS);
      let taken = 0;
      await workInterrupted(queue, async () => {
        await pass(random.int(6, 60) * MINUTE_MS);
        taken = await work(queue);
      });
      expect([queue, taken]).toEqual([queue, expect.any(Number)]);
      expect(taken).toBeGreaterThan(0);
      await pass(HOUR_MS);
      await world.work();
      const ended = await row(queue, { _id: owed.id });
      expect([queue, ended?.state, ended?.leaseToken, await owed.effects()]).toEqual([
        queue,
        ENDED[queue],
        null,
        1,
      ]);
      expect(ended?.attempts).toBeGreaterThan(1);
    }
  },
  LONG,
);

const sentMails = (template: string, consultation: string) =>
  rowsOf(world, 'messages', { template, consultation: new ObjectId(consultation), state: 'sent' });

faultCase(
  23,
  'a second worker starts while a job runs, all are stopped over a due time: no double effect, made up at the start',
  async ({ random }) => {
    await world.work();
    const lot = await world.payload.create({
      collection: 'credit-grants',
      data: {
        client: client.id,
        credits: 2,
        validityDays: 1,
        source: 'manual',
        packageName: 'A day',
        key: `grant:manual:${new ObjectId().toHexString()}`,
      },
      overrideAccess: true,
    });
    const held = world.mailbox.holdNext();
    const first = startWorker();
    await first.says('worker ready');
    const { id, startsAt } = await session({ mode: 'in_person' });
    await held.arrived;
    const second = startWorker();
    await second.says('worker ready');
    held.release();
    await until(
      async () =>
        (await sentMails('booking-confirmation-client', id)).length === 1 &&
        (await sentMails('booking-confirmation-consultant', id)).length === 1,
    );
    for (const worker of [first, second]) worker.process.kill(random.pick(['SIGTERM', 'SIGKILL']));
    await Promise.all([first.ended, second.ended]);

    await pass(Date.parse(startsAt) - 50 * MINUTE_MS - (await now()).getTime());
    const [third, fourth] = [startWorker(), startWorker()];
    await Promise.all([third.says('worker ready'), fourth.says('worker ready')]);
    const expired = () => rowsOf(world, 'transactions', { kind: 'expire', grant: new ObjectId(lot.id) });
    await until(
      async () =>
        (await sentMails('reminder-1h-client', id)).length === 1 &&
        (await sentMails('reminder-1h-consultant', id)).length === 1 &&
        (await expired()).length > 0,
    );
    for (const worker of [third, fourth]) worker.process.kill('SIGTERM');
    expect((await Promise.all([third.ended, fourth.ended])).map(({ code }) => code)).toEqual([0, 0]);

    const mails = await rowsOf(world, 'messages', { consultation: new ObjectId(id) });
    const [useful, late] = [
      mails.filter(({ template }) => !/24h/.test(template)),
      mails.filter(({ template }) => /24h/.test(template)),
    ];
    expect(useful.map(({ template }) => template).sort()).toEqual([
      'booking-confirmation-client',
      'booking-confirmation-consultant',
      'reminder-1h-client',
      'reminder-1h-consultant',
    ]);
    expect(useful.map(({ key, state }) => [key, state, copiesOf(key)])).toEqual(
      useful.map(({ key }) => [key, 'sent', 1]),
    );
    // The reminder of the day before would mislead by now: found missing or not, it never goes out.
    expect(late.filter(({ key, state }) => state === 'sent' || copiesOf(key) > 0)).toEqual([]);
    expect((await expired()).reduce((sum, { quantity }) => sum + Number(quantity), 0)).toBe(2);
  },
  LONG,
);

/** Tries until a row is given up. @returns how often it was tried */
async function untilGivenUp(owed: Owed): Promise<number> {
  for (let round = 0; round < 200; round += 1) {
    await work(owed.queue);
    const tried = await row(owed.queue, { _id: owed.id });
    if (tried?.state === 'failed') return Number(tried.attempts);
    expect([owed.queue, tried?.error, tried?.leaseToken]).toEqual([
      owed.queue,
      expect.stringMatching(/./),
      null,
    ]);
    // Some seconds after that try, however long ago it was on a slow machine.
    expect(tried?.dueAt.getTime()).toBeGreaterThan(tried?.updatedAt.getTime());
    await pass(20 * MINUTE_MS);
  }
  throw new Error('It was never given up.');
}

/** Stripe answers nothing that is asked about a payment. @returns what makes it well again */
async function stripeIsIll(): Promise<() => void> {
  const { setStripeProvider, stripeProvider } = await import('../../src/integrations/stripe/provider');
  const real = stripeProvider();
  setStripeProvider({ ...real, retrieveIntent: () => Promise.reject(new Error('Stripe is ill.')) });
  return () => setStripeProvider(real);
}

faultCase(
  24,
  'SIGTERM at work, a handler that throws, a handler that hangs: drain, back off, dead letter, safe to run again',
  async ({ seed, random }) => {
    await world.work();
    for (const queue of random.shuffled(['inbox-events', 'messages'] as const)) {
      const owed = await OWE[queue]();
      if (queue === 'messages') world.mailbox.mood = { refuses: () => 451 };
      const stripeIsWell = queue === 'messages' ? () => undefined : await stripeIsIll();
      const tries = await untilGivenUp(owed);
      expect(tries).toBeGreaterThan(5);
      expect([queue, await owed.effects()]).toEqual([queue, 0]);
      world.mailbox.mood = undefined;
      stripeIsWell();
      // Twice at once: one brings it back, and it does its effect once.
      const replies = await Promise.all([runAgain(queue, owed.id), runAgain(queue, owed.id)]);
      expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
      await world.work();
      expect([queue, (await row(queue, { _id: owed.id }))?.state, await owed.effects()]).toEqual([
        queue,
        ENDED[queue],
        1,
      ]);
      expect((await runAgain(queue, owed.id)).status).toBe(409);
    }
    // Dear, so every other seed: of two that follow each other one is even, and one alone does it too.
    if (seed % 2 === 0 || CASE_REPEATS === 1) await hangs();
  },
  LONG,
);

/** A mail server that never answers: the worker ends in time all the same, and the mail is another's. */
async function hangs(): Promise<void> {
  const held = world.mailbox.holdNext();
  const worker = startWorker();
  await worker.says('worker ready');
  const { id } = await session({ mode: 'in_person' });
  await held.arrived;
  const unheard = world.mailbox.mails.at(-1)?.messageId;
  worker.process.kill('SIGTERM');
  await worker.ended;
  held.release();
  const open = await rowsOf(world, 'messages', { state: 'queued' });
  expect(open.length).toBeGreaterThan(0);
  await pass(10 * MINUTE_MS);
  await world.work();
  expect(
    (await rowsOf(world, 'messages', { consultation: new ObjectId(id) })).map(({ state }) => state),
  ).toEqual(['sent', 'sent']);
  // The one whose answer was lost went out twice, as the same message; no other did.
  expect(open.map(({ key }) => copiesOf(key)).filter((copies) => copies !== 1)).toEqual([2]);
  expect(world.mailbox.mails.filter(({ messageId }) => messageId === unheard)).toHaveLength(2);
}

async function remindAll(): Promise<void> {
  const { DAY_BEFORE, HOUR_BEFORE, remind } = await import('../../src/consultations/remind');
  await remind(world.payload, DAY_BEFORE);
  await remind(world.payload, HOUR_BEFORE);
  await world.work();
}

faultCase(
  26,
  'SMTP down for six hours, then refusing for good, then slow: bookings stand, stale reminders are ' +
    'dropped, refusals not retried',
  async ({ random }) => {
    // What another seed has booked is over by then; and the other cases book another consultant.
    await pass(8 * DAY_MS);
    await world.work();
    world.mailbox.mood = { isDown: true };
    const inHours = async (hours: number) => {
      const at = Math.ceil((await now()).getTime() / HOUR_MS) * HOUR_MS + hours * HOUR_MS;
      return booked(world, {
        as: ops,
        startsAt: new Date(at).toISOString(),
        more: { clientId: client.id, mode: 'in_person', consultantId: world.consultants.kenji },
      });
    };
    // One over before the server is back, one whose reminder comes late but still helps, one far away.
    const [over, near, far] = [
      await inHours(random.int(3, 4)),
      await inHours(random.int(25, 27)),
      await inHours(random.int(80, 90)),
    ];
    for (let quarter = 0; quarter < 24; quarter += 1) {
      await pass(15 * MINUTE_MS);
      await remindAll();
    }
    const statesOf = async ({ id }: ConsultationBody) =>
      Object.fromEntries(
        (await rowsOf(world, 'messages', { consultation: new ObjectId(id) })).map(({ template, state }) => [
          template,
          state,
        ]),
      );
    expect(new Set(Object.values({ ...(await statesOf(near)), ...(await statesOf(far)) }))).toEqual(
      new Set(['queued']),
    );
    world.mailbox.mood = undefined;
    await pass(20 * MINUTE_MS);
    await remindAll();
    const [client1, consultant1] = ['booking-confirmation-client', 'booking-confirmation-consultant'];
    expect(await statesOf(over)).toEqual({
      [client1]: 'dropped',
      [consultant1]: 'dropped',
      'reminder-1h-client': 'dropped',
      'reminder-1h-consultant': 'dropped',
    });
    expect(await statesOf(near)).toEqual({
      [client1]: 'sent',
      [consultant1]: 'sent',
      'reminder-24h-client': 'sent',
      'reminder-24h-consultant': 'sent',
    });
    expect(await statesOf(far)).toEqual({ [client1]: 'sent', [consultant1]: 'sent' });
    for (const { key, state } of await rowsOf(world, 'messages', {
      consultation: { $in: [over, near, far].map(({ id }) => new ObjectId(id)) },
    }))
      expect([key, copiesOf(key)]).toEqual([key, state === 'sent' ? 1 : 0]);

    const before = world.mailbox.mails.length;
    world.mailbox.mood = { refuses: () => random.pick([550, 553, 554]) };
    const refused = await inHours(random.int(100, 110));
    for (let hour = 0; hour < 3; hour += 1) {
      await world.work();
      await pass(HOUR_MS);
    }
    const failed = await rowsOf(world, 'messages', { consultation: new ObjectId(refused.id) });
    expect(failed.map(({ state, attempts }) => [state, attempts])).toEqual([
      ['failed', 1],
      ['failed', 1],
    ]);
    expect(world.mailbox.mails).toHaveLength(before);

    world.mailbox.mood = { takesMs: random.int(200, 600) };
    const slow = await inHours(random.int(120, 130));
    await Promise.all([work('messages'), work('messages')]);
    const late = await rowsOf(world, 'messages', { consultation: new ObjectId(slow.id) });
    expect(late.map(({ key, state }) => [state, copiesOf(key)])).toEqual([
      ['sent', 1],
      ['sent', 1],
    ]);
    const bookings = await rowsOf(world, 'consultations', {
      _id: { $in: [over, near, far, refused, slow].map(({ id }) => new ObjectId(id)) },
    });
    expect(bookings.map(({ status }) => status)).toEqual(Array(5).fill('booked'));
  },
  LONG,
);
