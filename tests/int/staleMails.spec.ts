import { type Document, ObjectId } from 'mongodb';

import { rowsOf } from '../support/invariants';
import { atTime, booked, on } from '../support/steps';
import { type Person, startWorld, type World } from '../support/world';

let world: World;
let owner: Person;
beforeAll(async () => {
  world = await startWorld('stale-mails');
  await atTime(on(0, '08:00'));
  owner = await world.staff('owner');
});
beforeEach(() => atTime(on(0, '08:00')));
afterAll(() => world.close());

const mailsOf = ({ id }: Person, template: string): Promise<Document[]> =>
  rowsOf(world, 'messages', { client: new ObjectId(id), template });
const endsOf = async (person: Person, template: string) =>
  (await mailsOf(person, template)).map(({ state, error }) => [state, error]);
/** Of the mails about credits; nobody owes the reminders of the sessions here. */
const nothingMissing = async (): Promise<void> => {
  const { checkMessages } = await import('../../src/operations/messages/checkMessages');
  const { missing } = await checkMessages(world.payload);
  expect(missing.filter(({ key }) => !key.startsWith('reminder-'))).toEqual([]);
};

/** Credits with an expiry so many days from now. */
async function assign(client: Person, credits: number, validityDays = 100): Promise<string> {
  const { body } = await world.api<{ grantId: string }>('POST', '/api/credits/assign', {
    as: owner,
    key: `${client.id}-${credits}-${validityDays}`,
    body: { clientId: client.id, credits, validityDays, reasonCode: 'contract', note: 'As agreed' },
  });
  return body.grantId;
}

let quarters = 0;
/** Spends a credit, at a time of its own. */
async function spend(client: Person) {
  quarters += 1;
  return booked(world, {
    as: client,
    startsAt: on(1 + Math.floor(quarters / 4), ['09:00', '10:30', '13:30', '15:00'][quarters % 4] ?? ''),
    more: { mode: 'in_person' },
  });
}

describe('a mail to choose a new password', () => {
  it('is dropped when its link no longer works, and goes out before', async () => {
    const [early, late] = [await world.client(), await world.client()];
    const ask = ({ email }: Person) => world.api('POST', '/api/clients/forgot-password', { body: { email } });
    await ask(early);
    await atTime(on(0, '08:59'));
    await world.work();
    await ask(late);
    await atTime(on(0, '09:59'));
    await world.work();
    expect(await endsOf(early, 'password-reset')).toEqual([['sent', null]]);
    expect(await endsOf(late, 'password-reset')).toEqual([
      ['dropped', `Its time passed at ${on(0, '09:59')}.`],
    ]);
    expect(world.mailbox.to(late.email)).toEqual([]);
  });
});

describe('a warning of a low balance', () => {
  it('is dropped when the client has more again, and that is not a missing mail', async () => {
    const client = await world.client({ credits: 3 });
    await spend(client);
    expect(await mailsOf(client, 'low-credit-warning')).toHaveLength(1);
    await assign(client, 5);
    await world.work();
    expect(await endsOf(client, 'low-credit-warning')).toEqual([
      ['dropped', 'The balance is above the threshold again.'],
    ]);
    await nothingMissing();
  });

  it('of an earlier fall is dropped for the later one', async () => {
    const client = await world.client({ credits: 3 });
    await spend(client);
    await assign(client, 1);
    await spend(client);
    await world.work();
    expect(await endsOf(client, 'low-credit-warning')).toEqual([
      ['dropped', expect.stringContaining('a later warning')],
      ['sent', null],
    ]);
    await nothingMissing();
  });

  it('goes out while it is true', async () => {
    const client = await world.client({ credits: 3 });
    await spend(client);
    await world.work();
    expect(await endsOf(client, 'low-credit-warning')).toEqual([['sent', null]]);
  });
});

describe('a warning of expiry', () => {
  async function warned(): Promise<{ client: Person; grant: string }> {
    const { SEVEN_DAYS, warnExpiry } = await import('../../src/credits/warnExpiry');
    const client = await world.client();
    const grant = await assign(client, 1, 10);
    await atTime(on(4, '09:00'));
    await warnExpiry(world.payload, SEVEN_DAYS);
    expect(await mailsOf(client, 'expiration-warning-7day')).toHaveLength(1);
    return { client, grant };
  }

  it('is dropped when the lot was extended', async () => {
    const { client, grant } = await warned();
    const reply = await world.api('POST', `/api/credits/grants/${grant}/extend`, {
      as: owner,
      body: { expiresAt: on(20, '09:00'), reasonCode: 'goodwill', note: 'Holidays' },
    });
    expect(reply.status).toBe(200);
    await world.work();
    expect(await endsOf(client, 'expiration-warning-7day')).toEqual([
      ['dropped', `These credits now expire at ${on(20, '09:00')}.`],
    ]);
    await nothingMissing();
  });

  it('is dropped when nothing of the lot is left', async () => {
    const { client } = await warned();
    await booked(world, { as: client, startsAt: on(7, '15:00'), more: { mode: 'in_person' } });
    await world.work();
    expect(await endsOf(client, 'expiration-warning-7day')).toEqual([
      ['dropped', 'Nothing of these credits is left to expire.'],
    ]);
    await nothingMissing();
  });

  it('goes out while it is true', async () => {
    const { client } = await warned();
    await world.work();
    expect(await endsOf(client, 'expiration-warning-7day')).toEqual([['sent', null]]);
  });
});
