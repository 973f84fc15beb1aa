import { ObjectId } from 'mongodb';

import { rowsOf } from '../support/invariants';
import { atTime, booked, buy, type ConsultationBody, on } from '../support/steps';
import { type Person, startWorld, type World } from '../support/world';

let world: World;
let client: Person;
let paymentId: string;
let session: ConsultationBody;

beforeAll(async () => {
  world = await startWorld('audit-cases');
  await atTime(on(0, '09:00'));
  client = await world.client();
  ({ paymentId } = await buy(world, client));
  await world.work();
  session = await booked(world, { as: client, startsAt: on(4, '14:00') });
  await world.work();
});
afterAll(() => world.close());

const cases = () => rowsOf(world, 'cases', { kind: 'audit-difference' });

async function audit(): Promise<void> {
  const { auditToCases } = await import('../../src/operations/audit/auditJob');
  await auditToCases(world.payload);
}

/** Changes a row behind the product's back. */
async function alter(collection: string, where: object, change: object): Promise<void> {
  const { nativeCollection } = await import('../../src/platform/store');
  const { modifiedCount } = await nativeCollection(world.payload, collection).updateOne(where, {
    $set: change,
  });
  expect(modifiedCount).toBe(1);
}

describe('the hourly audit', () => {
  it('opens no case where nothing differs', async () => {
    await audit();
    expect(await cases()).toEqual([]);
  });

  it('opens a case for each record that differs, with the way to it, once', async () => {
    await alter('wallets', { client: new ObjectId(client.id) }, { available: 40 });
    await alter('payments', { _id: new ObjectId(paymentId) }, { refundedAmount: 1 });
    await alter('consultations', { _id: new ObjectId(session.id) }, { 'meeting.state': 'pending' });
    await Promise.all([audit(), audit()]);
    await audit();

    const found = await cases();
    const [wallet] = await rowsOf(world, 'wallets', { client: new ObjectId(client.id) });
    const of = (subject: string) => found.find(({ facts }) => facts.subject === subject);
    expect(found.map(({ facts }) => String(facts.subject)).sort()).toEqual([
      `consultations:${session.id}`,
      `payments:${paymentId}`,
      `wallets:${String(wallet?._id)}`,
    ]);
    expect(of(`wallets:${String(wallet?._id)}`)).toMatchObject({
      client: new ObjectId(client.id),
      state: 'open',
      facts: { invariant: 'I1', differencesInAll: 1 },
    });
    expect(of(`payments:${paymentId}`)).toMatchObject({
      client: new ObjectId(client.id),
      payment: new ObjectId(paymentId),
      facts: { invariant: 'I2' },
    });
    expect(of(`payments:${paymentId}`)?.facts.differences).toContainEqual(
      expect.stringContaining('it says 1 refunded'),
    );
    expect(of(`consultations:${session.id}`)).toMatchObject({
      client: new ObjectId(client.id),
      consultation: new ObjectId(session.id),
    });
  });

  it('keeps the open case however long it takes, and opens another for what was closed and is still so', async () => {
    const before = await cases();
    await atTime(on(1, '09:00'));
    await audit();
    expect(await cases()).toHaveLength(before.length);

    const owner = await world.staff('owner');
    const ofPayment = before.find(({ payment }) => String(payment) === paymentId);
    const closed = await world.api('PATCH', `/api/cases/${String(ofPayment?._id)}`, {
      as: owner,
      body: { state: 'closed', resolution: 'Looked at' },
    });
    expect(closed.status).toBe(200);
    await audit();
    const again = (await cases()).filter(({ payment }) => String(payment) === paymentId);
    expect(again.map(({ state }) => String(state)).sort()).toEqual(['closed', 'open']);
  });

  it('names the index that is missing, which is no record to open', async () => {
    const { nativeCollection } = await import('../../src/platform/store');
    await nativeCollection(world.payload, 'credit-grants').dropIndex('grant_payment');
    await audit();
    await (await import('../../src/platform/indexes')).ensureIndexes(world.payload);
    const [found] = (await cases()).filter(({ facts }) => facts.subject === 'credit-grants.grant_payment');
    expect(found).toMatchObject({
      state: 'open',
      facts: { differences: [expect.stringContaining('the unique index is missing')] },
    });
    expect([found?.client, found?.payment, found?.consultation]).toEqual([undefined, undefined, undefined]);
  });
});
