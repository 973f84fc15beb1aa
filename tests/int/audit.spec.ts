import { type Document, ObjectId } from 'mongodb';

import { startChild, stopChildren } from '../support/child';
import { rowsOf } from '../support/invariants';
import { atTime, booked, buy, type ConsultationBody, end, on } from '../support/steps';
import { type Person, startWorld, type World } from '../support/world';

let world: World;
let client: Person;
const sessions: Record<'live' | 'cancelled' | 'completed', ConsultationBody> = {} as never;
let paymentId: string;
let refundedId: string;

beforeAll(async () => {
  world = await startWorld('audit');
  await atTime(on(0, '09:00'));
  client = await world.client();
  const other = await world.client();
  paymentId = (await buy(world, client)).paymentId;
  refundedId = (await buy(world, other, 'strategic-planning')).paymentId;
  const { body: declined } = await world.api<{ clientSecret: string }>(
    'POST',
    '/api/payments/create-payment-intent',
    { as: other, key: 'declined', body: { packageId: world.packages['discovery-assessment'] } },
  );
  await world.control('stripe', `/_sim/payment_intents/${declined.clientSecret.split('_secret_')[0]}/pay`, {
    card: '4000000000000002',
  });
  await world.work();
  await trial();

  sessions.completed = await booked(world, { as: client, startsAt: on(1, '14:00') });
  sessions.cancelled = await booked(world, { as: client, startsAt: on(3, '14:00') });
  sessions.live = await booked(world, { as: client, startsAt: on(4, '14:00') });
  await booked(world, { as: other, startsAt: on(4, '15:30'), more: { mode: 'in_person' } });
  await world.work();
  const staff = await world.staff('ops');
  expect((await end(world, 'cancel', sessions.cancelled, { as: client })).status).toBe(200);
  await atTime(on(1, '15:00'));
  expect((await end(world, 'complete', sessions.completed, { as: staff })).status).toBe(200);
  await world.api('POST', '/api/credits/assign', {
    as: staff,
    key: 'assign',
    body: { clientId: client.id, credits: 2, validityDays: 30, reasonCode: 'goodwill', note: 'For the wait' },
  });
  await corrections();
  await world.work();
});
afterAll(async () => {
  await stopChildren();
  await world.close();
});

/** A refund in part, an extension and a void. */
async function corrections(): Promise<void> {
  const owner = await world.staff('owner');
  const why = { reasonCode: 'goodwill', note: 'As agreed' };
  const refund = await world.api('POST', `/api/payments/${refundedId}/refund`, {
    as: owner,
    key: 'refund',
    body: { ...why, amount: 312_500 },
  });
  const [assigned] = await rowsOf(world, 'credit-grants', { source: 'manual' });
  const [bought] = await rowsOf(world, 'credit-grants', { payment: id(paymentId) });
  const extended = await world.api('POST', `/api/credits/grants/${String(bought?._id)}/extend`, {
    as: owner,
    key: 'extend',
    body: { ...why, expiresAt: on(400, '09:00') },
  });
  const voided = await world.api('POST', `/api/credits/grants/${String(assigned?._id)}/void`, {
    as: owner,
    key: 'void',
    body: why,
  });
  expect([refund.status, extended.status, voided.status]).toEqual([202, 200, 200]);
}

async function trial(): Promise<void> {
  const email = 'audited@example.com';
  await world.api('POST', '/api/clients/register', {
    body: { email, password: 'Serenity-new-1', firstName: 'Ada', lastName: 'Obi' },
  });
  await world.work();
  const token = /\/verify\/([\w-]+)/.exec(world.mailbox.to(email)[0]?.text ?? '')?.[1];
  expect((await world.api('POST', `/api/clients/verify/${token}`)).status).toBe(200);
}

async function audit() {
  const { runAudit } = await import('../../src/operations/audit/runAudit');
  return runAudit(world.payload);
}

/** Changes rows behind the product's back, looks, and puts everything back. */
async function tampered<T>(
  collection: string,
  where: Document,
  change: (rows: Document[]) => Document[],
  look: () => Promise<T>,
): Promise<T> {
  const { nativeCollection } = await import('../../src/platform/store');
  const rows = nativeCollection<Document>(world.payload, collection);
  const before = await rows.find(where).toArray();
  expect(before.length).toBeGreaterThan(0);
  const after = change(before.map((row) => ({ ...row })));
  const ids = [...before, ...after].map((row) => row._id as ObjectId);
  await rows.deleteMany({ _id: { $in: ids } });
  if (after.length > 0) await rows.insertMany(after);
  try {
    return await look();
  } finally {
    await rows.deleteMany({ _id: { $in: ids } });
    await rows.insertMany(before);
  }
}

const id = (value: string): ObjectId => new ObjectId(value);
const each =
  (change: Document) =>
  (rows: Document[]): Document[] =>
    rows.map((row) => ({ ...row, ...change }));
const without =
  (field: string) =>
  (rows: Document[]): Document[] =>
    rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => name !== field)));
const removed = (): Document[] => [];
const longAgo = new Date('2031-03-04T10:00:00Z');

interface Tampering {
  what: string;
  collection: string;
  where: () => Document;
  change: (rows: Document[]) => Document[];
  broken: string[];
  /** Part of a difference that must be among those named. */
  says: string;
}

const ofPayment = (): Document => ({ payment: id(paymentId), kind: 'grant' });
const cancelled = (): Document => ({ consultation: id(sessions.cancelled.id), template: 'canceled-client' });

const TAMPERINGS: Tampering[] = [
  {
    what: "a ledger entry's quantity is altered",
    collection: 'transactions',
    where: ofPayment,
    change: each({ quantity: 5 }),
    broken: ['I1', 'I2'],
    says: 'says 4 total, its entries 5',
  },
  {
    what: 'a ledger entry is deleted',
    collection: 'transactions',
    where: () => ({ kind: 'consume' }),
    change: removed,
    broken: ['I1', 'I2'],
    says: 'is missing',
  },
  {
    what: 'the last ledger entry of a client is deleted',
    collection: 'transactions',
    where: () => ({ client: id(client.id), kind: 'void' }),
    change: removed,
    broken: ['I1'],
    says: 'the ledger ends with',
  },
  {
    what: 'a ledger entry is moved to another account',
    collection: 'transactions',
    where: () => ({ kind: 'consume' }),
    change: each({ to: 'available' }),
    broken: ['I1'],
    says: 'a consume moves held → available',
  },
  {
    what: 'a balance in the ledger is altered',
    collection: 'transactions',
    where: ofPayment,
    change: each({ balanceAfter: 40 }),
    broken: ['I1'],
    says: 'the balance after it is 4, it says 40',
  },
  {
    what: 'a hold is resolved twice',
    collection: 'transactions',
    where: () => ({ kind: 'release' }),
    change: (rows) => [
      ...rows,
      ...rows.map((row) => ({
        ...row,
        _id: new ObjectId(),
        seq: 99,
        key: `consume:${String(row.consultation)}`,
        kind: 'consume',
        to: 'consumed',
      })),
    ],
    broken: ['I1', 'I2'],
    says: 'which holds nothing',
  },
  {
    what: 'a ledger entry names nobody',
    collection: 'transactions',
    where: ofPayment,
    change: each({ actor: '' }),
    broken: ['I5'],
    says: 'it names no actor',
  },
  {
    what: 'a ledger entry names another cause',
    collection: 'transactions',
    where: () => ({ kind: 'consume' }),
    change: each({ key: 'grant:something' }),
    broken: ['I2', 'I5'],
    says: 'its key is grant:something',
  },
  {
    what: "a wallet's number is raised",
    collection: 'wallets',
    where: () => ({ client: id(client.id) }),
    change: (rows) => rows.map((row) => ({ ...row, available: (row.available as number) + 10 })),
    broken: ['I1'],
    says: 'its lots',
  },
  {
    what: "a wallet's lot is raised",
    collection: 'wallets',
    where: () => ({ client: id(client.id) }),
    change: (rows) =>
      rows.map((row) => ({
        ...row,
        available: (row.available as number) + 1,
        lots: (row.lots as Document[]).map((lot, index) =>
          index === 0 ? { ...lot, available: (lot.available as number) + 1 } : lot,
        ),
      })),
    broken: ['I1', 'I2'],
    says: 'the accounts of lot',
  },
  {
    what: 'a lot is moved forward in the order of burning',
    collection: 'wallets',
    where: () => ({ client: id(client.id) }),
    change: (rows) =>
      rows.map((row) => ({ ...row, lots: (row.lots as Document[]).map((lot) => ({ ...lot, priority: 1 })) })),
    broken: ['I1'],
    says: 'has priority 1, by its grant 100',
  },
  {
    what: 'a lot may be spent beyond its terms',
    collection: 'wallets',
    where: () => ({ client: id(client.id) }),
    change: (rows) =>
      rows.map((row) => ({
        ...row,
        lots: (row.lots as Document[]).map((lot) => ({ ...lot, bookBeforeExpiry: true })),
      })),
    broken: ['I1'],
    says: 'has bookBeforeExpiry true, by its grant false',
  },
  {
    what: 'a wallet forgets its hold',
    collection: 'wallets',
    where: () => ({ client: id(client.id) }),
    change: each({ holds: [] }),
    broken: ['I1', 'I3'],
    says: 'the wallet holds nothing, by its entries 1 of',
  },
  {
    what: 'a wallet is deleted',
    collection: 'wallets',
    where: () => ({ client: id(client.id) }),
    change: removed,
    broken: ['I1', 'I3'],
    says: 'the client has no wallet',
  },
  {
    what: 'a payment is granted twice',
    collection: 'credit-grants',
    where: () => ({ payment: id(paymentId) }),
    change: (rows) => [
      ...rows,
      ...rows.map((row) => ({
        ...row,
        _id: new ObjectId(),
        key: 'grant:again',
        payment: String(row.payment),
      })),
    ],
    broken: ['I2'],
    says: 'a second grant of payment',
  },
  {
    what: 'the grant of a payment is gone',
    collection: 'credit-grants',
    where: () => ({ payment: id(paymentId) }),
    change: removed,
    broken: ['I1', 'I2'],
    says: 'it is succeeded and has no grant',
  },
  {
    what: 'a grant gives more than was sold',
    collection: 'credit-grants',
    where: () => ({ payment: id(paymentId) }),
    change: each({ credits: 40 }),
    broken: ['I2'],
    says: '4 credits were sold, 40 granted',
  },
  {
    what: 'a payment says that more was taken back',
    collection: 'payments',
    where: () => ({ _id: id(refundedId) }),
    change: (rows) =>
      rows.map((row) => ({
        ...row,
        reversals: (row.reversals as Document[]).map((reversal) => ({ ...reversal, taken: 3 })),
      })),
    broken: ['I2'],
    says: 'it took 3 credits back, the ledger 2',
  },
  {
    what: 'a payment says that less went back',
    collection: 'payments',
    where: () => ({ _id: id(refundedId) }),
    change: each({ refundedAmount: 312_499 }),
    broken: ['I2'],
    says: 'it says 312499 refunded, its refunds and disputes 312500',
  },
  {
    what: 'more went back than was paid',
    collection: 'payments',
    where: () => ({ _id: id(refundedId) }),
    change: each({ refundedAmount: 1_250_001 }),
    broken: ['I2'],
    says: '-1 earned',
  },
  {
    what: 'a payment is called refunded that is so in part',
    collection: 'payments',
    where: () => ({ _id: id(refundedId) }),
    change: each({ status: 'refunded' }),
    broken: ['I2'],
    says: 'it is refunded, by its refunds and disputes partially_refunded',
  },
  {
    what: 'a lot forgets what it owes back',
    collection: 'wallets',
    where: () => ({ 'lots.clawedBack': { $gt: 0 } }),
    change: (rows) =>
      rows.map((row) => ({ ...row, lots: (row.lots as Document[]).map((lot) => ({ ...lot, owedBack: 1 })) })),
    broken: ['I2'],
    says: '2 of its credits are taken back and 1 owed, its refunds and disputes ask for 2',
  },
  {
    what: 'a refund waits for an answer that nobody asks for',
    collection: 'payments',
    where: () => ({ _id: id(refundedId) }),
    change: each({ pendingRefunds: [{ id: 'a-request', amount: 100 }] }),
    broken: ['I6'],
    says: 'a refund is on its way (a-request) and no effect of it is owed',
  },
  {
    what: 'a void lot is put in use again',
    collection: 'wallets',
    where: () => ({ client: id(client.id) }),
    change: (rows) =>
      rows.map((row) => ({
        ...row,
        lots: (row.lots as Document[]).map((lot) => ({ ...lot, isVoid: false })),
      })),
    broken: ['I1'],
    says: 'is void by its entries, and in use',
  },
  {
    what: "a lot's expiry is moved without an entry",
    collection: 'transactions',
    where: () => ({ kind: 'extend' }),
    change: each({ newExpiresAt: new Date(on(500, '09:00')) }),
    broken: ['I1'],
    says: 'by grant and entries',
  },
  {
    what: 'an invoice number is skipped',
    collection: 'payments',
    where: () => ({ invoiceNumber: 'IS-2031-000002' }),
    change: each({ invoiceNumber: 'IS-2031-000003' }),
    broken: ['I2'],
    says: 'the invoice after IS-2031-000001 is IS-2031-000003',
  },
  {
    what: 'a declined payment is called paid',
    collection: 'payments',
    where: () => ({ status: 'failed' }),
    change: each({ status: 'succeeded' }),
    broken: ['I2', 'I6'],
    says: 'has no invoice number',
  },
  {
    what: 'a slot claim is removed',
    collection: 'slot-claims',
    where: () => ({ consultation: id(sessions.live.id), kind: 'client' }),
    change: (rows) => rows.slice(1),
    broken: ['I3'],
    says: '1 of its 9 slot claims are missing',
  },
  {
    what: 'a cancelled booking keeps a claim',
    collection: 'slot-claims',
    where: () => ({ consultation: id(sessions.live.id) }),
    change: (rows) => [
      ...rows,
      { ...rows[0], _id: new ObjectId(), key: 'client:x:y', consultation: id(sessions.cancelled.id) },
    ],
    broken: ['I3'],
    says: 'it is cancelled and has 1 slot claims too many',
  },
  {
    what: 'a claim stands for a booking that does not exist',
    collection: 'slot-claims',
    where: () => ({ consultation: id(sessions.live.id) }),
    change: (rows) => [
      ...rows,
      { ...rows[0], _id: new ObjectId(), key: 'client:x:y', consultation: new ObjectId() },
    ],
    broken: ['I3'],
    says: 'it does not exist',
  },
  {
    what: 'a live booking is moved onto another',
    collection: 'consultations',
    where: () => ({ mode: 'in_person' }),
    change: each({ startsAt: new Date(on(4, '14:30')), endsAt: new Date(on(4, '15:30')) }),
    broken: ['I3'],
    says: 'of the same consultant',
  },
  {
    what: 'a booking is called live again',
    collection: 'consultations',
    where: () => ({ _id: id(sessions.completed.id) }),
    change: each({ status: 'booked' }),
    broken: ['I2', 'I3'],
    says: "its client's wallet holds 0 for it",
  },
  {
    what: 'a webhook lies about for two hours',
    collection: 'inbox-events',
    where: () => ({ type: 'payment_intent.succeeded' }),
    change: each({ state: 'received', dueAt: longAgo }),
    broken: ['I4'],
    says: 'nobody takes it',
  },
  {
    what: 'a webhook has a state that is none',
    collection: 'inbox-events',
    where: () => ({ type: 'payment_intent.succeeded' }),
    change: each({ state: 'done' }),
    broken: ['I4'],
    says: 'which is none',
  },
  {
    what: 'an audit entry names nobody',
    collection: 'audit-log',
    where: () => ({ action: 'credits.assign' }),
    change: without('actor'),
    broken: ['I5'],
    says: 'it lacks actor',
  },
  {
    what: 'the mail of a cancellation is missing',
    collection: 'messages',
    where: cancelled,
    change: removed,
    broken: ['I6'],
    says: 'the mail canceled-client',
  },
  {
    what: 'the confirmation of a payment is missing',
    collection: 'messages',
    where: () => ({ payment: id(paymentId) }),
    change: removed,
    broken: ['I6'],
    says: 'the mail payment-confirmation',
  },
  {
    what: 'the mail of a trial is missing',
    collection: 'messages',
    where: () => ({ template: 'free-trial-assigned' }),
    change: removed,
    broken: ['I6'],
    says: 'the mail free-trial-assigned',
  },
  {
    what: 'a mail has been due for two hours',
    collection: 'messages',
    where: cancelled,
    change: each({ state: 'queued', dueAt: longAgo }),
    broken: ['I6'],
    says: 'nobody takes it',
  },
  {
    what: 'the meeting of a cancelled booking is still there',
    collection: 'consultations',
    where: () => ({ _id: id(sessions.cancelled.id) }),
    change: each({ meeting: { state: 'ready' } }),
    broken: ['I6'],
    says: 'it is cancelled and its meeting is ready',
  },
  {
    what: 'a live booking has no meeting',
    collection: 'consultations',
    where: () => ({ _id: id(sessions.live.id) }),
    change: each({ meeting: { state: 'pending' } }),
    broken: ['I6'],
    says: 'it is booked and its meeting is pending',
  },
  {
    what: 'a mail speaks of a booking that does not exist',
    collection: 'messages',
    where: cancelled,
    change: (rows) => [
      ...rows,
      ...rows.map((row) => ({ ...row, _id: new ObjectId(), key: 'x', consultation: new ObjectId() })),
    ],
    broken: ['I6'],
    says: 'mails of it are owed',
  },
];

describe('the audit', () => {
  it('finds no difference after purchases, a trial, bookings, a cancellation and a completion', async () => {
    const findings = await audit();
    expect(Object.values(findings.of).flatMap((finding) => finding.differences)).toEqual([]);
    expect(findings.of.I1.checked).toEqual({
      wallets: (await rowsOf(world, 'wallets')).length,
      'ledger entries': (await rowsOf(world, 'transactions')).length,
    });
    expect(findings.of.I2.checked).toMatchObject({ payments: 3, invoices: 2 });
    expect(findings.of.I3.checked).toMatchObject({ bookings: 4, 'live bookings by consultant': 2 });
  });

  it.each(TAMPERINGS)('names $broken when $what', async ({ collection, where, change, broken, says }) => {
    const findings = await tampered(collection, where(), change, audit);
    expect(findings.broken()).toEqual(broken);
    expect(
      Object.values(findings.of)
        .flatMap((finding) => finding.differences.map(({ what }) => what))
        .join('\n'),
    ).toContain(says);
  });

  it('lists a dead letter apart: visible to staff, it is no difference', async () => {
    const findings = await tampered(
      'outbox',
      {},
      (rows) => rows.map((row) => ({ ...row, state: 'dead', error: 'Zoom said no' })),
      audit,
    );
    expect(findings.broken()).toEqual([]);
    expect(findings.of.I6.waiting.length).toBeGreaterThan(0);
  });

  it('takes a dead letter for the meeting it could not make', async () => {
    const findings = await tampered('outbox', {}, each({ state: 'dead' }), () =>
      tampered(
        'consultations',
        { _id: id(sessions.live.id) },
        each({ meeting: { state: 'pending' } }),
        audit,
      ),
    );
    expect(findings.broken()).toEqual([]);
  });

  it('names a unique index that is missing', async () => {
    const { nativeCollection } = await import('../../src/platform/store');
    const grants = nativeCollection(world.payload, 'credit-grants');
    await grants.dropIndex('grant_payment');
    const findings = await audit();
    await (await import('../../src/platform/indexes')).ensureIndexes(world.payload);
    expect([findings.broken(), findings.of.I2.differences[0]?.subject]).toEqual([
      ['I2'],
      'credit-grants.grant_payment',
    ]);
  });

  it('changes nothing', async () => {
    const names = await world.commandsOf(audit);
    expect([...new Set(names)].sort()).toEqual(['aggregate', 'count', 'find', 'listIndexes']);
  });
});

describe('npm run audit', () => {
  it('exits 0 on a sound database, 1 with the first difference named when one ledger entry is altered', async () => {
    const sound = await startChild('scripts/audit.ts').ended;
    expect(sound.output).toContain('The audit found no difference.');
    expect(sound.code).toBe(0);
    const altered = await tampered(
      'transactions',
      ofPayment(),
      each({ quantity: 5 }),
      () => startChild('scripts/audit.ts').ended,
    );
    expect(altered.output).toMatch(/I1: \d+ differences\. The first: wallets:[0-9a-f]{24}: /);
    expect(altered.code).toBe(1);
  });
});
