import { ObjectId } from 'mongodb';

import { type MessageOrder } from '../../src/notifications/enqueue';
import { rowsOf } from '../support/invariants';
import { atTime, booked, end, on } from '../support/steps';
import { type Person, startWorld, type World } from '../support/world';

let world: World;
let client: Person;
beforeAll(async () => {
  world = await startWorld('messages');
  await atTime(on(0, '08:00'));
  client = await world.client({ credits: 30 });
});
afterEach(async () => {
  await world.work();
  await atTime(on(0, '08:00'));
});
afterAll(() => world.close());

const messagesOf = (consultation: string, template?: RegExp) =>
  rowsOf(world, 'messages', { consultation: new ObjectId(consultation), ...(template ? { template } : {}) });
const messagesTo = (person: Pick<Person, 'id'>) =>
  rowsOf(world, 'messages', { client: new ObjectId(person.id) });
/** Owes a mail as the product does, in a transaction of its own. */
async function tell(order: MessageOrder): Promise<void> {
  const { enqueue } = await import('../../src/notifications/enqueue');
  const { inTransaction } = await import('../../src/platform/transaction');
  await inTransaction({ payload: world.payload }, (req) => enqueue(req, [order]));
}
const inPerson = { mode: 'in_person' };
/** A client who has just registered: the confirmation of the address waits. */
async function registered(name: string): Promise<{ id: string; email: string; token: string }> {
  const email = `${name}@example.com`;
  await world.api('POST', '/api/clients/register', {
    body: { email, password: 'Serenity-new-1', firstName: 'Nadia', lastName: 'Okafor' },
  });
  const [row] = await rowsOf(world, 'clients', { email });
  return { id: String(row?._id), email, token: String(row?._verificationToken) };
}

describe('a message that has become stale', () => {
  it('is dropped with the reason when its time has passed', async () => {
    const { id } = await booked(world, { as: client, startsAt: on(1, '09:00'), more: inPerson });
    await atTime(on(1, '09:00'));
    await world.work();
    expect((await messagesOf(id)).map(({ state, error }) => [state, error])).toEqual([
      ['dropped', `Its time passed at ${on(1, '09:00')}.`],
      ['dropped', `Its time passed at ${on(1, '09:00')}.`],
    ]);
    expect(world.mailbox.to(client.email)).toEqual([]);
  });

  it('is dropped when the booking has changed: who cancels at once gets one mail, the cancellation', async () => {
    const own = await world.client({ credits: 1 });
    const session = await booked(world, { as: own, startsAt: on(1, '10:30'), more: inPerson });
    await end(world, 'cancel', session, { as: own });
    await world.work();
    expect((await messagesOf(session.id, /confirmation/)).map(({ state, error }) => [state, error])).toEqual(
      Array(2).fill(['dropped', expect.stringContaining('version 1, it is now 2')]),
    );
    expect(world.mailbox.to(own.email)).toHaveLength(1);
    expect((await messagesOf(session.id, /canceled/)).map(({ state }) => state)).toEqual(['sent', 'sent']);
  });
});

describe('a link that was used before its mail went out', () => {
  it('is not sent any more', async () => {
    const person = await registered('quick');
    await world.api('POST', `/api/clients/verify/${person.token}`);
    await world.work();
    expect(
      await rowsOf(world, 'messages', { client: new ObjectId(person.id), template: 'email-verification' }),
    ).toMatchObject([{ state: 'dropped' }]);
    // The trial's mail went all the same.
    expect(world.mailbox.to(person.email)).toHaveLength(1);
  });
});

describe('a message that cannot be composed', () => {
  it('is parked for staff with what is missing, and nothing is sent', async () => {
    const own = await world.client();
    await tell({ template: 'payment-confirmation', cause: 'without-its-payment', client: own.id });
    await world.work();
    expect(await messagesTo(own)).toMatchObject([
      { state: 'parked', error: expect.stringContaining('invoiceNumber'), attempts: 1 },
    ]);
    expect(world.mailbox.to(own.email)).toEqual([]);
  });

  it('is not tried again by itself', async () => {
    const parked = await rowsOf(world, 'messages', { state: 'parked' });
    await atTime(on(30, '08:00'));
    await world.work();
    expect((await rowsOf(world, 'messages', { state: 'parked' })).map(({ attempts }) => attempts)).toEqual(
      parked.map(({ attempts }) => attempts),
    );
  });
});

describe('a mail server that refuses', () => {
  it('for now: the message waits and goes later, once', async () => {
    const own = await world.client({ credits: 1 });
    const { id } = await booked(world, { as: own, startsAt: on(2, '09:00'), more: inPerson });
    world.mailbox.refuseNext(451);
    await world.work();
    const refused = (await messagesOf(id)).find(({ state }) => state === 'queued');
    expect(refused).toMatchObject({ attempts: 1, error: expect.stringContaining('451'), leaseToken: null });
    expect(refused?.dueAt.getTime()).toBeGreaterThan(Date.parse(on(0, '08:00')));
    await atTime(on(0, '08:01'));
    await world.work();
    expect(await messagesOf(id)).toMatchObject([
      { state: 'sent', error: null },
      { state: 'sent', error: null },
    ]);
    expect(world.mailbox.to(own.email)).toHaveLength(1);
  });

  it('for good: the message is not tried again, staff see it, the booking stands', async () => {
    const own = await world.client({ credits: 1 });
    const { id } = await booked(world, { as: own, startsAt: on(2, '10:30'), more: inPerson });
    world.mailbox.refuseNext(550);
    await world.work();
    const failed = (await messagesOf(id)).filter(({ state }) => state === 'failed');
    expect(failed).toMatchObject([{ attempts: 1, error: expect.stringContaining('550') }]);
    await atTime(on(0, '12:00'));
    await world.work();
    expect((await messagesOf(id)).map(({ state }) => state).sort()).toEqual(['failed', 'sent']);
    expect(
      (await world.payload.findByID({ collection: 'consultations', id, depth: 0, overrideAccess: true }))
        .status,
    ).toBe('booked');
  });

  it('does not write an address into the error', async () => {
    const errors = (await rowsOf(world, 'messages', { error: { $ne: null } })).map(({ error }) =>
      String(error),
    );
    expect(errors.join()).not.toContain('@');
  });
});

describe('a message is sent once', () => {
  it('although several workers are at it', async () => {
    const people = await world.crowd(6, { credits: 1 });
    const times = ['09:00', '10:30', '13:30', '15:00', '16:30'];
    for (const [index, as] of people.entries())
      await booked(world, {
        as,
        startsAt: on(3 + Math.floor(index / 5), times[index % 5] ?? ''),
        more: inPerson,
      });
    const { deliverMessages } = await import('../../src/jobs/queues');
    await Promise.all([1, 2, 3, 4].map(() => deliverMessages(world.payload)));
    for (const { email } of people) expect(world.mailbox.to(email)).toHaveLength(1);
  });

  it('although its cause is told twice: the key is taken', async () => {
    const order = { template: 'free-trial-assigned', cause: 'one-cause', client: client.id } as const;
    await tell(order);
    await expect(tell(order)).rejects.toMatchObject({ code: 11000 });
    expect(
      await rowsOf(world, 'messages', { key: `free-trial-assigned:one-cause:client:${client.id}` }),
    ).toHaveLength(1);
  });

  it('and a worker whose lease ran out cannot write its end', async () => {
    const { lease, LeaseLost, settle } = await import('../../src/platform/queue');
    const { messageQueue } = await import('../../src/notifications/message');
    await booked(world, { as: client, startsAt: on(7, '09:00'), more: inPerson });
    const slow = await lease(world.payload, messageQueue);
    await atTime(on(0, '20:00'));
    for (
      let other = await lease(world.payload, messageQueue);
      String(other?._id) !== String(slow?._id);
      other = await lease(world.payload, messageQueue)
    )
      expect(other).not.toBeNull();
    await expect(
      settle(world.payload, messageQueue, slow as NonNullable<typeof slow>, { state: 'sent' }),
    ).rejects.toBeInstanceOf(LeaseLost);
    expect(await rowsOf(world, 'messages', { _id: slow?._id })).toMatchObject([
      { state: 'queued', attempts: 2 },
    ]);
    await atTime(on(0, '23:00'));
  });
});

describe('the log of messages', () => {
  it('keeps what was sent: address, subject, text', async () => {
    const own = await world.client({ credits: 1 });
    const { id } = await booked(world, { as: own, startsAt: on(8, '09:00'), more: inPerson });
    await world.work();
    const [row] = await messagesOf(id, /client/);
    const [mail] = world.mailbox.to(own.email);
    expect(row).toMatchObject({
      state: 'sent',
      toAddress: own.email,
      subject: mail?.subject,
      messageId: mail?.messageId,
      sentAt: new Date(on(0, '08:00')),
    });
    expect(row?.text.replace(/\s+/g, ' ').trim()).toBe(mail?.text?.replace(/\s+/g, ' ').trim());
  });

  it('keeps no link that opens an account', async () => {
    const person = await registered('secret');
    await world.work();
    expect(world.mailbox.to(person.email)[0]?.text).toContain(person.token);
    await world.api('POST', `/api/clients/verify/${person.token}`);
    await world.api('POST', '/api/clients/forgot-password', { body: { email: person.email } });
    const reset = String(
      (await rowsOf(world, 'clients', { _id: new ObjectId(person.id) }))[0]?.resetPasswordToken,
    );
    await world.work();
    expect(world.mailbox.to(person.email).at(-1)?.text).toContain(reset);
    const log = JSON.stringify(await messagesTo(person));
    expect(log).toContain('is not kept');
    for (const secret of [person.token, reset]) expect(log).not.toContain(secret);
    for (const collection of ['audit-log', 'outbox', '_idempotency'])
      expect(JSON.stringify(await rowsOf(world, collection))).not.toContain(reset);
  });

  it('says nothing of whether an address is known', async () => {
    const ask = (email: string) => world.api('POST', '/api/clients/forgot-password', { body: { email } });
    const [known, unknown] = [await ask(client.email), await ask('nobody-here@example.com')];
    expect([known.status, known.body]).toEqual([unknown.status, unknown.body]);
    await world.work();
    expect(world.mailbox.to('nobody-here@example.com')).toEqual([]);
  });
});
