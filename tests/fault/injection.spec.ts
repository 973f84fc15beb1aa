import { type Document, ObjectId } from 'mongodb';

import { halvedCase } from '../support/cases';
import { type Path, strikeEverywhere, UNHEARD } from '../support/faults';
import { freshSettings } from '../support/freshSettings';
import { brokenInvariants, rowsOf } from '../support/invariants';
import { testDatabaseUri } from '../support/mongo';
import {
  atTime,
  book,
  booked,
  type CheckoutBody,
  end,
  intentOf,
  newKey,
  on,
  outcomeOf,
  pay,
  startCheckout,
} from '../support/steps';
import { openWire, type Wire } from '../support/wire';
import { type Person, startWorld, type World } from '../support/world';

const LONG = 600_000;
const BEFORE = 40;

let world: World;
let wire: Wire;
let finance: Person;
let people: Person[];
let clock = Date.parse(on(0, '06:00'));
let slots = 0;

beforeAll(async () => {
  wire = await openWire(process.env.TEST_MONGO_URI ?? '');
  world = await startWorld('injection', { DATABASE_URI: wire.uriOf(testDatabaseUri('injection')) });
  await atTime(new Date(clock));
  finance = await world.staff('finance');
  people = await world.crowd(BEFORE, { credits: 3 });
  // What Stripe tells is delivered by hand, so that nothing else is on the wire meanwhile.
  await world.control('stripe', '/_sim/webhooks', { enabled: false });
});
afterAll(async () => {
  await world?.close();
  await wire?.close();
});
afterEach(async () => {
  expect(await brokenInvariants(world)).toEqual([]);
  const { runAudit } = await import('../../src/operations/audit/runAudit');
  expect((await runAudit(world.payload)).broken()).toEqual([]);
});

/** Somebody new, with fresh settings, so that each run has the same commands. */
async function nextPerson(): Promise<Person> {
  await freshSettings(world.payload);
  if (people.length === 0) people = await world.crowd(BEFORE, { credits: 3 });
  return people.pop() as Person;
}

/** Longer than any lease or pause. */
async function later(): Promise<void> {
  clock += 5 * 60_000;
  await atTime(new Date(clock));
}

const count = async (collection: string, where: Document): Promise<number> =>
  (await rowsOf(world, collection, where)).length;
const settle = (): Promise<void> => world.work();
const UNAVAILABLE = /^503 PROVIDER_UNAVAILABLE$/;

interface Told {
  client: Person;
  checkout: CheckoutBody;
  eventId: string;
}

/** The newest event of a type about a checkout's intent. */
async function eventOf(checkout: CheckoutBody, type: string): Promise<string> {
  const { events } = (await world.control('stripe', '/_sim/state')) as {
    events: { id: string; type: string; data: { object: { id: string; payment_intent?: string } } }[];
  };
  const about = ({ data: { object } }: (typeof events)[number]): boolean =>
    [object.id, object.payment_intent].includes(intentOf(checkout));
  return events.find((event) => event.type === type && about(event))?.id ?? '';
}

async function bought(): Promise<Told> {
  const client = await nextPerson();
  const { body: checkout } = await startCheckout(world, client);
  await pay(world, checkout);
  return { client, checkout, eventId: await eventOf(checkout, 'payment_intent.succeeded') };
}

/** Stripe tells the event, and a worker takes it up. */
async function hear({ eventId }: Told): Promise<string> {
  const { processInbox } = await import('../../src/jobs/queues');
  const { results } = (await world.control('stripe', '/_sim/deliver', { eventId })) as {
    results: { status: number }[];
  };
  if (results[0]?.status !== 200) return `webhook ${results[0]?.status}`;
  return processInbox(world.payload).then(
    (taken) => `webhook 200, worker took ${taken}`,
    (error: Error) => `webhook 200, worker stopped: ${error.message}`,
  );
}
const HEARD = /^webhook (503$|200, worker (took|stopped))/;

const refundsAtStripe = async (checkout: CheckoutBody): Promise<number> =>
  (
    (await world.control('stripe', '/_sim/state')) as { refunds: { payment_intent: string }[] }
  ).refunds.filter((refund) => refund.payment_intent === intentOf(checkout)).length;

async function moneyOf({ checkout }: Told): Promise<Document> {
  const payment = new ObjectId(checkout.paymentId);
  const [row] = await rowsOf(world, 'payments', { _id: payment });
  const entries = await rowsOf(world, 'transactions', { payment });
  return {
    ...{
      status: row?.status,
      refunded: row?.refundedAmount,
      onTheWay: (row?.pendingRefunds ?? []).length,
      invoices: row?.invoiceNumber ? 1 : 0,
    },
    ...{
      grants: await count('credit-grants', { payment }),
      entries: entries.map(({ kind, quantity }) => `${kind} ${quantity}`),
    },
    ...{
      mails: await count('messages', { payment }),
      cases: await count('cases', { payment }),
      atStripe: await refundsAtStripe(checkout),
    },
  };
}

const NOT_PAID = {
  status: 'created',
  refunded: 0,
  onTheWay: 0,
  invoices: 0,
  grants: 0,
  entries: [],
  mails: 0,
  cases: 0,
  atStripe: 0,
};
const PAID = { ...NOT_PAID, status: 'succeeded', invoices: 1, grants: 1, entries: ['grant 4'], mails: 1 };
const HALF_BACK = {
  ...PAID,
  status: 'partially_refunded',
  refunded: 225_000,
  entries: ['grant 4', 'clawback 2'],
  atStripe: 1,
};

async function paid(): Promise<Told> {
  const told = await bought();
  await hear(told);
  await world.work();
  return told;
}

const GRANT: Path<Told> = {
  prepare: bought,
  act: hear,
  otherwise: HEARD,
  later,
  settle,
  outcome: moneyOf,
  stages: [NOT_PAID, PAID],
};

const REFUND_TOLD: Path<Told> = {
  ...GRANT,
  async prepare() {
    const told = await paid();
    await fetch(`${world.stripe.url}/v1/refunds`, {
      method: 'POST',
      headers: {
        authorization: 'Bearer sk_test_simulated',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({ payment_intent: intentOf(told.checkout), amount: '225000' }),
    });
    return { ...told, eventId: await eventOf(told.checkout, 'refund.created') };
  },
  stages: [{ ...PAID, atStripe: 1 }, HALF_BACK],
};

const REFUND: Path<Told & { key: string }> = {
  prepare: async () => ({ ...(await paid()), key: newKey() }),
  async act({ checkout, key }) {
    const body = { amount: 225_000, reasonCode: 'goodwill', note: 'As agreed on the phone' };
    return outcomeOf(
      await world.api('POST', `/api/payments/${checkout.paymentId}/refund`, { as: finance, key, body }),
    );
  },
  ...{ promise: '202', otherwise: UNAVAILABLE, later, outcome: moneyOf },
  async settle(told) {
    await hear({ ...told, eventId: await eventOf(told.checkout, 'refund.created') });
    await world.work();
  },
  stages: [PAID, { ...PAID, onTheWay: 1 }, { ...PAID, onTheWay: 1, atStripe: 1 }, HALF_BACK],
};

const HOLD: Path<{ client: Person; startsAt: string; key: string }> = {
  async prepare() {
    // Four a day from Wednesday on, weekends left out, always two days ahead.
    const weekday = Math.floor(slots / 4) + 2;
    const day = weekday + 2 * Math.floor(weekday / 5);
    const startsAt = on(day, ['09:00', '10:30', '13:30', '15:00'][slots % 4] ?? '');
    slots += 1;
    clock = Math.max(clock, Date.parse(on(day - 2, '06:00')));
    await atTime(new Date(clock));
    return { client: await nextPerson(), startsAt, key: newKey() };
  },
  act: async ({ client, startsAt, key }) => outcomeOf(await book(world, { as: client, startsAt, key })),
  ...{ promise: '201', otherwise: UNAVAILABLE, later, settle },
  async outcome({ client: { id } }) {
    const client = new ObjectId(id);
    const [booking] = await rowsOf(world, 'consultations', { client });
    const consultation = booking?._id ?? new ObjectId();
    const [wallet] = await rowsOf(world, 'wallets', { client });
    return {
      bookings: await count('consultations', { client }),
      claims: (await count('slot-claims', { consultation })) > 0,
      entries: (await rowsOf(world, 'transactions', { client })).map(
        ({ kind, quantity }) => `${kind} ${quantity}`,
      ),
      wallet: [wallet?.available, wallet?.held],
      mails: await count('messages', { consultation }),
      meetingsOwed: await count('outbox', { subject: String(consultation) }),
    };
  },
  stages: [
    { bookings: 0, claims: false, entries: ['grant 3'], wallet: [3, 0], mails: 0, meetingsOwed: 0 },
    { bookings: 1, claims: true, entries: ['grant 3', 'hold 1'], wallet: [2, 1], mails: 2, meetingsOwed: 1 },
  ],
};

/** Each is told with faults on half of its commands, the other half with the next seed. */
function struckEverywhere<T>(name: string, path: Path<T>): void {
  halvedCase(
    14,
    `conflicts, lost connections and unknown commits on the database commands of ${name}`,
    async ({ seed }) => {
      const struck = await strikeEverywhere(wire, path, seed);
      console.log(`figure: case 14, seed ${seed}: ${struck.length} commands of ${name} struck`);
    },
    LONG,
  );
}

describe('a request without a key', () => {
  it(
    'whose commit was done unheard to the end is answered as done, not as a conflict with itself',
    async () => {
      const cancel = async (): Promise<string> => {
        const subject = await HOLD.prepare();
        const { id, version } = await booked(world, { as: subject.client, startsAt: subject.startsAt });
        let answer = '';
        const act = async () =>
          void (answer = outcomeOf(await end(world, 'cancel', { id, version }, { as: subject.client })));
        const { commands } = strike
          ? await wire.during(act, { at: strike, with: () => UNHEARD })
          : await wire.during(act);
        strike = commands.findIndex(({ name }) => name === 'commitTransaction') + 1;
        expect((await rowsOf(world, 'consultations', { _id: new ObjectId(id) }))[0]?.status).toBe(
          'cancelled',
        );
        return answer;
      };
      let strike = 0;
      expect([await cancel(), await cancel()]).toEqual(['200', '200']);
    },
    LONG,
  );
});

struckEverywhere('a grant, from the webhook on', GRANT);
struckEverywhere('a hold, by booking', HOLD);
struckEverywhere('a refund by staff', REFUND);
struckEverywhere('a refund told by Stripe', REFUND_TOLD);
