import { type Document, ObjectId } from 'mongodb';

import { faultCase } from '../support/cases';
import { CASE_REPEATS } from '../support/volume';
import { stopChildren } from '../support/child';
import { crashesIn, type Crashes, type Order, stepsToDieAt } from '../support/crash';
import { rowsOf } from '../support/invariants';
import {
  atTime,
  booked,
  buy,
  type CheckoutBody,
  type ConsultationBody,
  end,
  intentOf,
  newKey,
  on,
  pay,
} from '../support/steps';
import { type Person, startWorld, type World } from '../support/world';

/** A process starts in 3 s on a quiet machine, and there are some forty of them. */
const LONG = 900_000;
/** Among so many seeds the steps of a path are shared out. */
const SHARES = Math.min(CASE_REPEATS, 4);

let world: World;
let crashes: Crashes;
let client: Person;
let clock = Date.parse(on(0, '09:00'));
let slots = 0;

beforeAll(async () => {
  world = await startWorld('crash');
  crashes = crashesIn(world);
  await atTime(new Date(clock));
  client = await world.client({ credits: 100 });
});
afterAll(async () => {
  await stopChildren();
  await world.close();
});

/** Longer than any lease: what a dead worker has taken is free again. */
async function later(): Promise<void> {
  clock += 5 * 60_000;
  await atTime(new Date(clock));
}

/**
 * A time nobody has booked yet: from Wednesday on, four a day that are working time in winter and in summer,
 * weekends left out.
 */
function freeTime(): string {
  const weekday = Math.floor(slots / 4) + 2;
  const time = ['09:00', '10:30', '14:00', '15:30'][slots % 4] ?? '';
  slots += 1;
  return on(weekday + 2 * Math.floor(weekday / 5), time);
}

const count = async (collection: string, where: Document): Promise<number> =>
  (await rowsOf(world, collection, where)).length;

async function soundness(): Promise<string[]> {
  const { runAudit } = await import('../../src/operations/audit/runAudit');
  const findings = await runAudit(world.payload);
  return Object.values(findings.of).flatMap(({ differences, waiting }) =>
    [...differences, ...waiting].map(({ subject, what }) => `${subject}: ${what}`),
  );
}

/** How often each of these mails reached the mail server, and what their rows say. */
async function mailsOf(where: Document): Promise<Record<string, [state: string, times: number][]>> {
  const mails: Record<string, [string, number][]> = {};
  for (const row of await rowsOf(world, 'messages', where)) {
    const times = world.mailbox.mails.filter((mail) => mail.messageId === row.messageId).length;
    (mails[String(row.template)] ??= []).push([String(row.state), times]);
  }
  return mails;
}

/** The one documented exception: the server took the mail, and the process died before it could write that down. */
const timesAfter = (step: string): number => (step === 'after mail send' ? 2 : 1);

interface Path<T> {
  /** Brings the product to where the process takes over. */
  prepare: () => Promise<T>;
  order?: (subject: T) => Partial<Order>;
  /** After the crash: the restart, or the client who tries again. */
  recover: (subject: T) => Promise<unknown>;
  /** What must be true in the end, as one value. */
  outcome: (subject: T) => Promise<unknown>;
  expected: (step: string) => unknown;
}

/** The steps of each path, learned once: by going through it to the end. */
const learned = new Map<string, string[]>();

/**
 * Goes through a path and dies at one of its steps, for the steps that fall to this seed: seeds that follow each
 * other share them out, so that the two of `npm test` die at every step between them.
 */
async function dieAlong<T>(name: string, seed: number, path: Path<T>): Promise<string[]> {
  const once = async (killAt: string | null) => {
    const subject = await path.prepare();
    const run = await crashes.run({ now: new Date(clock).toISOString(), killAt, ...path.order?.(subject) });
    await later();
    await path.recover(subject);
    const step = killAt ?? 'no crash';
    expect({
      step,
      killed: run.killed,
      outcome: await path.outcome(subject),
      audit: await soundness(),
    }).toEqual({
      ...{ step, killed: killAt !== null, outcome: path.expected(step), audit: [] },
    });
    return run;
  };
  const steps = learned.get(name) ?? stepsToDieAt(await once(null));
  learned.set(name, steps);
  const own = steps.filter((_, index) => index % SHARES === seed % SHARES);
  for (const step of own) await once(step);
  console.log(`figure: ${name}, killed at ${own.length} of ${steps.length} steps: ${own.join(', ')}`);
  return steps;
}

const MAILS = [
  'after lease of messages',
  'before mail send',
  'after mail send',
  'after settling in messages',
];

faultCase(
  12,
  'a worker killed at each step of a purchase leaves one grant, one ledger entry, one invoice and one mail',
  async ({ seed }) => {
    const steps = await dieAlong<CheckoutBody>('purchase', seed, {
      prepare: async () => {
        const checkout = await buy(world, client);
        await world.stripe.idle();
        return checkout;
      },
      recover: () => world.work(),
      outcome: async ({ paymentId, ...checkout }) => {
        const payment = new ObjectId(paymentId);
        const [paid] = await rowsOf(world, 'payments', { _id: payment });
        return {
          status: paid?.status,
          grants: await count('credit-grants', { payment }),
          entries: await count('transactions', { payment }),
          invoices: await count('payments', { invoiceNumber: paid?.invoiceNumber }),
          events: await rowsOf(world, 'inbox-events', {
            'payload.data.object.id': intentOf({ paymentId, ...checkout }),
            state: { $nin: ['processed', 'ignored'] },
          }),
          mails: await mailsOf({ payment }),
        };
      },
      expected: (step) => ({
        ...{ status: 'succeeded', grants: 1, entries: 1, invoices: 1, events: [] },
        mails: { 'payment-confirmation': [['sent', timesAfter(step)]] },
      }),
    });
    expect(steps).toEqual(
      expect.arrayContaining([
        'after lease of inbox-events',
        'after Stripe retrieveIntent',
        'before commit 1',
        'after commit 1',
        ...MAILS,
      ]),
    );
  },
  LONG,
);

faultCase(
  13,
  'a worker killed at each step after a booking leaves one meeting, one hold and one mail to each',
  async ({ seed }) => {
    const steps = await dieAlong<ConsultationBody>('after a booking', seed, {
      prepare: () => booked(world, { as: client, startsAt: freeTime() }),
      recover: () => world.work(),
      outcome: bookingOutcome,
      expected: (step) => ({
        ...{ status: 'booked', meeting: 'ready', meetings: { made: 1, left: 1 }, entries: ['hold'] },
        mails: {
          'booking-confirmation-client': [['sent', timesAfter(step)]],
          'booking-confirmation-consultant': [['sent', 1]],
        },
      }),
    });
    expect(steps).toEqual(
      expect.arrayContaining([
        'after lease of outbox',
        'after Zoom createMeeting',
        'before commit 1',
        'after commit 1',
        ...MAILS,
      ]),
    );
  },
  LONG,
);

faultCase(
  13,
  'a worker killed at each step after a cancellation leaves no meeting, the credit returned once and one mail to each',
  async ({ seed }) => {
    const steps = await dieAlong<ConsultationBody>('after a cancellation', seed, {
      prepare: async () => {
        const consultation = await booked(world, { as: client, startsAt: freeTime() });
        await world.work();
        expect((await end(world, 'cancel', consultation, { as: client })).status).toBe(200);
        return consultation;
      },
      recover: () => world.work(),
      outcome: bookingOutcome,
      expected: (step) => ({
        ...{
          status: 'cancelled',
          meeting: 'deleted',
          meetings: { made: 1, left: 0 },
          entries: ['hold', 'release'],
        },
        mails: {
          'booking-confirmation-client': [['sent', 1]],
          'booking-confirmation-consultant': [['sent', 1]],
          'canceled-client': [['sent', timesAfter(step)]],
          'canceled-consultant': [['sent', 1]],
        },
      }),
    });
    expect(steps).toEqual(
      expect.arrayContaining([
        'after lease of outbox',
        'after Zoom deleteMeeting',
        'before commit 1',
        'after commit 1',
        ...MAILS,
      ]),
    );
  },
  LONG,
);

async function bookingOutcome({ id }: ConsultationBody): Promise<unknown> {
  const consultation = new ObjectId(id);
  const [row] = await rowsOf(world, 'consultations', { _id: consultation });
  const entries = await rowsOf(world, 'transactions', { consultation });
  const meetings = world.zoom.state.meetings.filter((meeting) => meeting.agenda.includes(id));
  return {
    status: row?.status,
    meeting: row?.meeting?.state,
    meetings: {
      made: meetings.length,
      left: meetings.filter((meeting) => meeting.deletedAt === null).length,
    },
    entries: entries.map(({ kind }) => kind as string).sort(),
    mails: await mailsOf({ consultation }),
  };
}

/** A request as the browser sends it, and sends it again when no answer comes. */
const asked = (path: string, key: string, body: unknown): Order['request'] => ({
  path,
  headers: {
    'content-type': 'application/json',
    authorization: `JWT ${client.token}`,
    'idempotency-key': key,
  },
  body,
});

faultCase(
  12,
  'a web process killed at each step of a checkout, and the client who asks again: one payment, one intent, one grant',
  async ({ seed }) => {
    const body = { packageId: world.packages['strategic-planning'] };
    const before = { payments: 0, intents: 0 };
    const counts = async () => ({
      payments: await count('payments', { package: new ObjectId(body.packageId) }),
      intents: ((await world.control('stripe', '/_sim/state')).payment_intents as unknown[]).length,
    });
    const steps = await dieAlong<string>('checkout', seed, {
      prepare: async () => {
        Object.assign(before, await counts());
        return newKey();
      },
      order: (key) => ({ request: asked('/api/payments/create-payment-intent', key, body) }),
      recover: async (key) => {
        const answer = await world.api<CheckoutBody>('POST', '/api/payments/create-payment-intent', {
          as: client,
          key,
          body,
        });
        expect(answer.status).toBe(201);
        await pay(world, answer.body);
        await world.work();
      },
      outcome: async () => {
        const now = await counts();
        const unpaid = await count('payments', {
          package: new ObjectId(body.packageId),
          status: { $ne: 'succeeded' },
        });
        return { payments: now.payments - before.payments, intents: now.intents - before.intents, unpaid };
      },
      expected: () => ({ payments: 1, intents: 1, unpaid: 0 }),
    });
    expect(steps).toEqual([
      'before commit 1',
      'after commit 1',
      'before Stripe createIntent',
      'after Stripe createIntent',
      'before commit 2',
      'after commit 2',
    ]);
  },
  LONG,
);

faultCase(
  13,
  'a web process killed at each step of booking, and the client who asks again: one booking, and the credit held once',
  async ({ seed }) => {
    const steps = await dieAlong<{ key: string; startsAt: string }>('booking', seed, {
      prepare: async () => ({ key: newKey(), startsAt: freeTime() }),
      order: ({ key, startsAt }) => ({ request: asked('/api/consultations/book', key, bodyOf(startsAt)) }),
      recover: async ({ key, startsAt }) => {
        const answer = await world.api('POST', '/api/consultations/book', {
          as: client,
          key,
          body: bodyOf(startsAt),
        });
        expect(answer.status).toBe(201);
        await world.work();
      },
      outcome: async ({ startsAt }) => {
        const rows = await rowsOf(world, 'consultations', { startsAt: new Date(startsAt) });
        return {
          bookings: rows.length,
          entries: await count('transactions', { consultation: rows[0]?._id }),
        };
      },
      expected: () => ({ bookings: 1, entries: 1 }),
    });
    expect(steps).toEqual(['before commit 1', 'after commit 1']);
  },
  LONG,
);

const bodyOf = (startsAt: string) => ({
  consultantId: world.consultants.amelia,
  typeId: world.types.sixty,
  startsAt,
  mode: 'remote',
});
