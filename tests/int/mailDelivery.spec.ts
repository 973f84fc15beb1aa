import { ObjectId } from 'mongodb';

import { type MailTransport } from '../../src/integrations/mail/port';
import { rowsOf } from '../support/invariants';
import { atTime, booked, on, outcomeOf } from '../support/steps';
import { type Person, startWorld, type World } from '../support/world';

let world: World;
let ops: Person;
beforeAll(async () => {
  world = await startWorld('mail-delivery');
  await atTime(on(0, '08:00'));
  ops = await world.staff('ops');
});
beforeEach(() => atTime(on(0, '08:00')));
afterAll(() => world.close());

/** A store that cannot note the end of a mail so many times: the command is lost before it arrives. */
async function loseEnds(times: number): Promise<() => void> {
  const { databaseOf } = await import('../../src/platform/store');
  const { MongoNetworkError } = await import('mongodb');
  const db = databaseOf(world.payload);
  const collection = db.collection.bind(db);
  let left = times;
  db.collection = ((name: string, ...rest: []) => {
    const real = collection(name, ...rest);
    if (name !== 'messages') return real;
    const updateOne: typeof real.updateOne = (filter, update, options) => {
      const ends = '$set' in update && (update.$set as { state?: string }).state === 'sent';
      if (!ends || left === 0) return real.updateOne(filter, update, options);
      left -= 1;
      return Promise.reject(new MongoNetworkError('the connection is gone'));
    };
    return Object.assign(Object.create(real) as typeof real, { updateOne });
  }) as typeof db.collection;
  return () => {
    db.collection = collection;
  };
}

/** A mail server that takes the mail, and whose answer is lost. */
async function loseAnswer(): Promise<() => void> {
  const { mailTransport, setMailTransport } = await import('../../src/integrations/mail/provider');
  const { MailRefused } = await import('../../src/integrations/mail/port');
  const real = mailTransport();
  const send: MailTransport['send'] = async (mail) => {
    await real.send(mail);
    throw new MailRefused('The connection was lost.', { permanent: false, inDoubt: true });
  };
  setMailTransport({ ...real, send });
  return () => setMailTransport(real);
}

const inPerson = { mode: 'in_person' };
const resetOf = async (person: Person) =>
  (await rowsOf(world, 'messages', { client: new ObjectId(person.id), template: 'password-reset' })).at(-1);
async function askForReset(): Promise<Person> {
  const person = await world.client();
  await world.api('POST', '/api/clients/forgot-password', { body: { email: person.email } });
  return person;
}

describe('a mail the server has accepted', () => {
  it('is sent once, although the database could not take note of it for a while', async () => {
    const client = await world.client({ credits: 1 });
    const { id } = await booked(world, { as: client, startsAt: on(1, '09:00'), more: inPerson });
    const restore = await loseEnds(3);
    await world.work();
    restore();
    expect(await rowsOf(world, 'messages', { consultation: new ObjectId(id) })).toMatchObject([
      { state: 'sent', attempts: 1, error: null },
      { state: 'sent', attempts: 1, error: null },
    ]);
    expect(world.mailbox.to(client.email)).toHaveLength(1);
  });

  it('is left under its lease when the database stays away: nothing says that it failed', async () => {
    const { lease, LeftInDoubt, noteDone } = await import('../../src/platform/queue');
    const { messageQueue } = await import('../../src/notifications/message');
    const client = await world.client({ credits: 1 });
    await booked(world, { as: client, startsAt: on(1, '10:30'), more: inPerson });
    const row = await lease(world.payload, messageQueue);
    const restore = await loseEnds(Infinity);
    await expect(
      noteDone(world.payload, messageQueue, row as NonNullable<typeof row>, { state: 'sent' }, 0),
    ).rejects.toBeInstanceOf(LeftInDoubt);
    restore();
    expect(await rowsOf(world, 'messages', { _id: row?._id })).toMatchObject([
      { state: 'queued', leaseToken: row?.leaseToken, attempts: 1 },
    ]);
    await noteDone(world.payload, messageQueue, row as NonNullable<typeof row>, { state: 'sent' });
    await world.work();
  });
});

describe('a mail with a one-time link', () => {
  it('whose fate is unknown is not sent twice: it is parked for staff, who may try again', async () => {
    const person = await askForReset();
    const restore = await loseAnswer();
    await world.work();
    restore();
    await atTime(on(0, '08:10'));
    await world.work();
    const parked = await resetOf(person);
    expect(parked).toMatchObject({ state: 'parked', error: expect.stringContaining('not sent twice') });
    expect(world.mailbox.to(person.email)).toHaveLength(1);
    expect(
      outcomeOf(
        await world.api('POST', '/api/operations/run-again', {
          as: ops,
          body: { queue: 'messages', id: String(parked?._id), reason: 'It did not arrive' },
        }),
      ),
    ).toBe('200');
    await world.work();
    expect(await resetOf(person)).toMatchObject({ state: 'sent' });
    expect(world.mailbox.to(person.email)).toHaveLength(2);
  });

  it('whose worker died after the server had it is not sent twice either', async () => {
    const person = await askForReset();
    const { lease, renew } = await import('../../src/platform/queue');
    const { messageQueue } = await import('../../src/notifications/message');
    const row = await lease(world.payload, messageQueue);
    // As far as `deliver` comes before the server answers.
    await renew(world.payload, messageQueue, row as NonNullable<typeof row>, { inDoubt: true });
    await atTime(on(0, '08:10'));
    await world.work();
    expect(await resetOf(person)).toMatchObject({ state: 'parked', attempts: 2 });
    expect(world.mailbox.to(person.email)).toEqual([]);
  });

  it('that was surely refused is tried again', async () => {
    const person = await askForReset();
    world.mailbox.refuseNext(451);
    await world.work();
    await atTime(on(0, '08:10'));
    await world.work();
    expect(await resetOf(person)).toMatchObject({ state: 'sent', attempts: 2 });
    expect(world.mailbox.to(person.email)).toHaveLength(1);
  });
});

describe('a mail that the server refuses', () => {
  it("tells staff the server's own words, without address", async () => {
    const client = await world.client({ credits: 1 });
    const { id } = await booked(world, { as: client, startsAt: on(2, '09:00'), more: inPerson });
    world.mailbox.refuseNext(554, `5.7.1 ${client.email} is on a list, see https://lists.example/why`);
    await world.work();
    const [failed] = await rowsOf(world, 'messages', { consultation: new ObjectId(id), state: 'failed' });
    expect(failed?.error).toBe(
      'The mail server did not accept the message (EMESSAGE with 554). It said: 554 5.7.1 (address) is ' +
        'on a list, see https://lists.example/…',
    );
  });

  it('is given up a day after it was first due, however few tries that were', async () => {
    const client = await world.client({ credits: 1 });
    const { id } = await booked(world, { as: client, startsAt: on(9, '09:00'), more: inPerson });
    world.mailbox.mood = { isDown: true };
    const row = async () =>
      (
        await rowsOf(world, 'messages', {
          consultation: new ObjectId(id),
          template: 'booking-confirmation-client',
        })
      )[0];
    let hours = 0;
    for (; hours < 48 && (await row())?.state === 'queued'; hours += 1) {
      await atTime(new Date(Date.parse(on(0, '08:00')) + hours * 3_600_000));
      await world.work();
    }
    world.mailbox.mood = undefined;
    expect(await row()).toMatchObject({ state: 'failed', attempts: 25 });
    expect(hours).toBe(25);
    await world.work();
  });

  it('is tried for a while although nobody worked for two days', async () => {
    const client = await world.client({ credits: 1 });
    const { id } = await booked(world, { as: client, startsAt: on(9, '10:30'), more: inPerson });
    await atTime(on(2, '08:00'));
    world.mailbox.mood = { isDown: true };
    await world.work();
    world.mailbox.mood = undefined;
    await atTime(on(2, '08:10'));
    await world.work();
    expect(await rowsOf(world, 'messages', { consultation: new ObjectId(id) })).toMatchObject([
      { state: 'sent' },
      { state: 'sent' },
    ]);
  });
});
