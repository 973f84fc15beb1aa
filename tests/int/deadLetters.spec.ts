import { type Document, ObjectId } from 'mongodb';

import { brokenInvariants, rowsOf } from '../support/invariants';
import { atTime, booked, on, outcomeOf } from '../support/steps';
import { type Person, startWorld, type World } from '../support/world';

let world: World;
let ops: Person;
let client: Person;
beforeAll(async () => {
  world = await startWorld('dead-letters');
  await atTime(on(0, '08:00'));
  ops = await world.staff('ops');
  client = await world.client({ credits: 20 });
  await world.work();
});
afterEach(async () => {
  world.mailbox.mood = undefined;
  expect(await brokenInvariants(world)).toEqual([]);
});
afterAll(() => world.close());

type Queue = 'inbox-events' | 'outbox' | 'messages';
const setAside = (queue: Queue, ids: unknown[], more: Document = {}, as = ops) =>
  world.api('POST', '/api/operations/set-aside', {
    as,
    body: { queue, ids: ids.map(String), reason: 'The address is gone', ...more },
  });
const runAgain = (queue: Queue, id: unknown, more: Document = {}) =>
  world.api('POST', '/api/operations/run-again', {
    as: ops,
    body: { queue, id: String(id), reason: 'It is well again', ...more },
  });
const checkOf = async (name: string) => {
  const { runChecks } = await import('../../src/operations/health/runChecks');
  return (await runChecks(world.payload, { outside: false })).find((check) => check.name === name);
};
const stored = async (queue: Queue, where: Document): Promise<Document[]> => rowsOf(world, queue, where);
const write = async (queue: Queue, where: Document, set: Document): Promise<void> => {
  const { nativeCollection } = await import('../../src/platform/store');
  await nativeCollection(world.payload, queue).updateMany(where, { $set: set });
};

let sessions = 5;
/** Each on a weekday of its own, from the next week on. */
function nextWorkday(): string {
  const at = sessions++;
  return on(7 * Math.floor(at / 5) + (at % 5), '09:00');
}

/** A booking whose two confirmations the mail server refuses for good. */
async function refused(code = 550): Promise<Document[]> {
  const session = await booked(world, { as: client, startsAt: nextWorkday(), more: { mode: 'in_person' } });
  world.mailbox.mood = { refuses: () => code };
  await world.work();
  world.mailbox.mood = undefined;
  const dead = await stored('messages', { consultation: new ObjectId(session.id), state: 'failed' });
  expect(dead).toHaveLength(2);
  return dead;
}

describe('a dead letter that is set aside', () => {
  it('is no longer counted, stays on record with who, why and its error, and can be tried again', async () => {
    const [one, other] = await refused();
    expect((await checkOf('dead letters'))?.state).toBe('degraded');
    expect(outcomeOf(await setAside('messages', [one?._id]))).toBe('200');
    expect((await checkOf('dead letters'))?.message).toMatch(/^0 webhooks, 0 effects, 1 messages/);
    expect(outcomeOf(await setAside('messages', [other?._id]))).toBe('200');
    expect((await checkOf('dead letters'))?.state).toBe('ok');
    expect(await stored('messages', { _id: one?._id })).toMatchObject([
      { state: 'set-aside', error: one?.error, attempts: 1 },
    ]);
    expect(
      await rowsOf(world, 'audit-log', {
        action: 'dead-letter.set-aside',
        subject: `messages:${String(one?._id)}`,
      }),
    ).toMatchObject([{ actor: `staff:${ops.id}`, reason: 'The address is gone' }]);
    await world.work();
    expect(await stored('messages', { _id: one?._id })).toMatchObject([{ state: 'set-aside' }]);
    expect(outcomeOf(await runAgain('messages', one?._id))).toBe('200');
    await world.work();
    expect(await stored('messages', { _id: one?._id })).toMatchObject([{ state: 'sent' }]);
  });

  it('needs a reason, a role, and to be dead: else nothing changes, of several none', async () => {
    const [one, other] = await refused();
    const [sent] = await stored('messages', { state: 'sent' });
    const before = await stored('messages', {});
    const refusals = [
      await setAside('messages', [one?._id], { reason: ' ' }),
      await setAside('messages', []),
      await setAside('messages', [one?._id], {}, client),
      await setAside('messages', [one?._id], {}, await world.staff('finance')),
      await setAside('messages', [one?._id, sent?._id]),
      await setAside('messages', [one?._id, new ObjectId()]),
    ];
    expect(refusals.map(outcomeOf)).toEqual([
      '422 VALIDATION',
      '422 VALIDATION',
      '403 FORBIDDEN',
      '403 FORBIDDEN',
      '409 INVALID_TRANSITION',
      '404 NOT_FOUND',
    ]);
    expect(await stored('messages', {})).toEqual(before);
    expect(outcomeOf(await setAside('messages', [one?._id, other?._id]))).toBe('200');
    expect(outcomeOf(await setAside('messages', [one?._id]))).toBe('409 INVALID_TRANSITION');
  });

  it('may be a webhook or an effect; a refund never is', async () => {
    const at = new Date(on(0, '08:00'));
    const row = (more: Document): Document => ({
      _id: new ObjectId(),
      attempts: 20,
      dueAt: at,
      leaseToken: null,
      leaseUntil: null,
      error: 'Given up',
      createdAt: at,
      updatedAt: at,
      ...more,
    });
    const [event, effect, refund] = [
      row({
        provider: 'zoom',
        eventId: 'ev_dead',
        type: 'meeting.started',
        state: 'failed',
        payload: {},
        receivedAt: at,
      }),
      row({ key: 'meeting:spare:dead', kind: 'meeting.remove', subject: 'x', state: 'dead' }),
      row({ key: 'refund:dead', kind: 'payment.refund', subject: 'x', state: 'dead' }),
    ];
    const { nativeCollection } = await import('../../src/platform/store');
    await nativeCollection(world.payload, 'inbox-events').insertOne(event);
    await nativeCollection(world.payload, 'outbox').insertMany([effect, refund]);
    const outcomes = [
      await setAside('inbox-events', [event._id]),
      await setAside('outbox', [effect._id], { alike: true }),
      await setAside('outbox', [refund._id]),
    ];
    expect(outcomes.map(outcomeOf)).toEqual(['200', '200', '409 INVALID_TRANSITION']);
    expect(
      [
        ...(await stored('inbox-events', { _id: event._id })),
        ...(await stored('outbox', { _id: { $in: [effect._id, refund._id] } })),
      ].map(({ state }) => state),
    ).toEqual(['set-aside', 'set-aside', 'dead']);
    await nativeCollection(world.payload, 'outbox').deleteMany({ _id: { $in: [effect._id, refund._id] } });
    await nativeCollection(world.payload, 'inbox-events').deleteOne({ _id: event._id });
  });
});

describe('a decision about a dead letter that is sent twice', () => {
  it('is taken once a key: what was given up again since stays as it is', async () => {
    const [one, other] = await refused();
    const again = () =>
      world.api('POST', '/api/operations/run-again', {
        as: ops,
        key: 'again',
        body: { queue: 'messages', id: String(one?._id), reason: 'It is well again' },
      });
    expect(outcomeOf(await again())).toBe('200');
    await write('messages', { _id: one?._id }, { state: 'failed' });
    expect((await again()).headers.get('idempotent-replay')).toBe('true');
    expect(await stored('messages', { _id: one?._id })).toMatchObject([{ state: 'failed' }]);

    const aside = () =>
      world.api('POST', '/api/operations/set-aside', {
        as: ops,
        key: 'aside',
        body: { queue: 'messages', ids: [String(other?._id)], reason: 'The address is gone' },
      });
    const replies = await Promise.all([aside(), aside()]);
    expect(replies.map(({ status, body }) => ({ status, body }))).toEqual(
      Array(2).fill({ status: 200, body: { setAside: 1 } }),
    );
    expect(
      await rowsOf(world, 'audit-log', {
        action: 'dead-letter.set-aside',
        subject: `messages:${String(other?._id)}`,
      }),
    ).toHaveLength(1);
  });
});

describe('what an outage left', () => {
  it('is run again at once: all with the same error, and no others', async () => {
    const outage = [...(await refused(551)), ...(await refused(551))];
    const other = await refused(552);
    await write('messages', { _id: { $in: outage.map(({ _id }) => _id) } }, { error: 'The server was away' });
    expect(outcomeOf(await runAgain('messages', outage[0]?._id, { alike: true }))).toBe('200');
    await world.work();
    expect(
      (await stored('messages', { _id: { $in: outage.map(({ _id }) => _id) } })).map(({ state }) => state),
    ).toEqual(Array(4).fill('sent'));
    expect(
      (await stored('messages', { _id: { $in: other.map(({ _id }) => _id) } })).map(({ state }) => state),
    ).toEqual(['failed', 'failed']);
    expect(
      await rowsOf(world, 'audit-log', {
        action: 'dead-letter.run-again',
        reason: 'It is well again',
        subject: { $in: outage.map(({ _id }) => `messages:${String(_id)}`) },
      }),
    ).toHaveLength(4);
    await write('messages', { _id: { $in: other.map(({ _id }) => _id) } }, { error: 'The same address' });
    expect(outcomeOf(await setAside('messages', [other[0]?._id], { alike: true }))).toBe('200');
    expect(
      (await stored('messages', { _id: { $in: other.map(({ _id }) => _id) } })).map(({ state }) => state),
    ).toEqual(['set-aside', 'set-aside']);
  });
});

describe('a mail sent once more in place of one that was given up', () => {
  it('closes it when it is sent, not before', async () => {
    const [dead] = await refused();
    const resend = () =>
      world.api('POST', '/api/notifications/resend', {
        as: ops,
        body: {
          messageId: String(dead?._id),
          mode: 'rendered-anew',
          to: 'other@example.com',
          reason: 'They gave another address',
        },
      });
    world.mailbox.mood = { refuses: () => 550 };
    expect(outcomeOf(await resend())).toBe('202');
    await world.work();
    expect(await stored('messages', { _id: dead?._id })).toMatchObject([{ state: 'failed' }]);
    world.mailbox.mood = undefined;
    expect(outcomeOf(await resend())).toBe('202');
    await world.work();
    expect(await stored('messages', { _id: dead?._id })).toMatchObject([{ state: 'set-aside' }]);
    expect(await stored('messages', { 'resend.of': dead?._id, state: 'sent' })).toHaveLength(1);
  });
});
