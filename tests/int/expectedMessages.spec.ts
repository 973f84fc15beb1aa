import { type Document, ObjectId } from 'mongodb';

import { brokenInvariants, rowsOf } from '../support/invariants';
import { runTimetable } from '../support/jobs';
import { atTime, booked, buy, type ConsultationBody, end, on } from '../support/steps';
import { type Person, startWorld, type World } from '../support/world';
import { moved } from '../support/zoomSide';

let world: World;
let ops: Person;
let client: Person;
const sessions: Record<'held' | 'moved' | 'cancelled' | 'reassigned', string> = {
  held: '',
  moved: '',
  cancelled: '',
  reassigned: '',
};

/** Two weeks of one client: bought, booked, moved twice, handed over, cancelled, completed, asked. */
beforeAll(async () => {
  world = await startWorld('expected-messages');
  await atTime(on(0, '08:00'));
  ops = await world.staff('ops');
  await world.api('POST', '/api/clients/register', {
    body: { email: 'waits@example.com', password: 'Serenity-new-1', firstName: 'Nadia', lastName: 'Okafor' },
  });
  client = await world.client({ timezone: 'Europe/London' });
  await buy(world, client, 'discovery-assessment');
  await world.work();
  // At one instant: the balance a mail tells follows from the entries of its cause, not from the time.
  await atTime(on(0, '08:01'));
  const at = (day: number, time: string): Promise<ConsultationBody> =>
    booked(world, { as: client, startsAt: on(day, time) });
  const [held, other, off, handed] = [
    await at(2, '09:00'),
    await at(3, '09:00'),
    await at(3, '13:30'),
    await at(4, '09:00'),
  ];
  await world.work();
  const once = await moved(world, other, client, { startsAt: on(4, '13:30') });
  await runTimetable(world);
  await atTime(on(0, '12:00'));
  await moved(world, once, ops, { startsAt: on(7, '13:30') });
  await moved(world, handed, ops, { consultantId: world.consultants.kenji, startsAt: on(7, '02:00') });
  await end(world, 'cancel', off, { as: client });
  Object.assign(sessions, { held: held.id, moved: other.id, cancelled: off.id, reassigned: handed.id });
  for (const [day, time] of [
    [1, '09:00'],
    [2, '08:00'],
    [2, '10:15'],
  ] as const) {
    await atTime(on(day, time));
    await runTimetable(world);
  }
  await end(world, 'complete', held, { as: ops });
  for (const [day, time] of [
    [4, '12:00'],
    [6, '02:00'],
    [6, '13:30'],
    [7, '01:00'],
    [7, '12:30'],
    [7, '13:00'],
  ] as const) {
    await atTime(on(day, time));
    await runTimetable(world);
  }
});
afterEach(async () => expect(await brokenInvariants(world)).toEqual([]));
afterAll(() => world.close());

const check = async (mend = false) => {
  const { checkMessages } = await import('../../src/operations/messages/checkMessages');
  return checkMessages(world.payload, { mend });
};
const explain = async (id: string) => {
  const { explainBooking } = await import('../../src/operations/messages/explainBooking');
  return (await explainBooking(world.payload, id)).map(({ template, to, version, state, why }) => ({
    mail: `${template} to ${to}${version ? ` v${version}` : ''}`,
    state,
    why,
  }));
};
const remove = async (where: Document): Promise<void> => {
  const { nativeCollection } = await import('../../src/platform/store');
  await nativeCollection(world.payload, 'messages').deleteMany(where);
};

describe('what became of the mails about a booking', () => {
  it('is told of one that was held', async () => {
    const told = await explain(sessions.held);
    expect(told.filter(({ state }) => state === 'sent').map(({ mail }) => mail)).toEqual(
      expect.arrayContaining(['completed-client to client v2', 'completed-consultant to consultant v2']),
    );
    expect(told.filter(({ mail }) => mail.startsWith('reminder')).map(({ state }) => state)).toEqual([
      'sent',
      'sent',
      'sent',
      'sent',
    ]);
    expect(told.find(({ mail }) => mail.startsWith('feedback'))?.why).toContain('a day after completion');
  });

  it('is told of one to come what will be sent, and when', async () => {
    const next = await booked(world, { as: client, startsAt: on(9, '09:00') });
    const coming = (await explain(next.id)).filter(({ state }) => state === 'not-yet');
    expect(coming.map(({ mail, why }) => [mail, why])).toEqual([
      ['reminder-24h-client to client v1', `It is due at ${on(8, '09:00')}.`],
      ['reminder-24h-consultant to consultant v1', `It is due at ${on(8, '09:00')}.`],
      ['reminder-1h-client to client v1', `It is due at ${on(9, '08:00')}.`],
      ['reminder-1h-consultant to consultant v1', `It is due at ${on(9, '08:00')}.`],
    ]);
    await end(world, 'cancel', next, { as: ops });
    await world.work();
  });

  it('is told of one that was moved twice: which reminders were never owed, and why', async () => {
    const told = await explain(sessions.moved);
    const reminders = told.filter(({ mail }) => mail.startsWith('reminder-24h-client'));
    expect(reminders).toEqual([
      {
        mail: 'reminder-24h-client to client v1',
        state: 'not-owed',
        why: 'Version 1 was replaced before this was due.',
      },
      {
        mail: 'reminder-24h-client to client v2',
        state: 'not-owed',
        why: 'Version 2 was replaced before this was due.',
      },
      { mail: 'reminder-24h-client to client v3', state: 'sent', why: `It was due at ${on(6, '13:30')}.` },
    ]);
    expect(told.find(({ mail }) => mail === 'rescheduled to client v2')?.state).toBe('sent');
  });

  it('is told of one that went to another consultant, to each of the two', async () => {
    const told = await explain(sessions.reassigned);
    expect(told.map(({ mail }) => mail)).toEqual(
      expect.arrayContaining([
        'canceled-consultant to consultant',
        'booking-confirmation-consultant to consultant v2',
        'rescheduled to client v2',
      ]),
    );
    expect(told.filter(({ state }) => state === 'missing')).toEqual([]);
  });

  it('is told of one that was cancelled: no reminder, no question', async () => {
    const told = await explain(sessions.cancelled);
    expect(told.filter(({ mail, state }) => state !== 'not-owed' && /reminder|feedback/.test(mail))).toEqual(
      [],
    );
    expect(told.find(({ mail }) => mail.startsWith('canceled-client'))?.state).toBe('sent');
  });

  it('names what is missing, and knows no booking that is none', async () => {
    await remove({ consultation: new ObjectId(sessions.cancelled), template: 'canceled-client' });
    expect((await explain(sessions.cancelled)).filter(({ state }) => state === 'missing')).toEqual([
      { mail: 'canceled-client to client v2', state: 'missing', why: 'The session ended: it was cancelled.' },
    ]);
    await check(true);
    await expect(explain(new ObjectId().toHexString())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('the check of expected mails', () => {
  it('finds nothing missing after two weeks, and every mail there was is one it expects', async () => {
    const { expected, missing } = await check();
    expect(missing).toEqual([]);
    const rows = await rowsOf(world, 'messages');
    const unforeseen = rows.filter(({ key }) => String(key).includes(':link:'));
    expect(expected).toBe(rows.length - unforeseen.length);
    expect(expected).toBeGreaterThan(20);
    expect(new Set(rows.map(({ template }) => template))).toHaveProperty('size', 15);
  });

  it('finds each mail that somebody deleted, no other; owes it again under its key, puts it before staff', async () => {
    const rows = (await rowsOf(world, 'messages')).filter(({ key }) => !String(key).includes(':link:'));
    for (const row of rows) {
      await remove({ _id: row._id });
      const found = await check();
      expect([row.key, found.missing.map(({ key }) => key)]).toEqual([row.key, [row.key]]);
      expect(found.owed).toBe(0);
      const mended = await check(true);
      expect([row.key, mended.owed]).toEqual([row.key, 1]);
      const [again] = await rowsOf(world, 'messages', { key: row.key });
      // A late warning tells what is left by now; every other mail the balance of its own moment.
      const facts =
        row.template === 'low-credit-warning' ? { ...row.facts, creditsAvailable: '1' } : row.facts;
      expect([row.key, again]).toEqual([
        row.key,
        expect.objectContaining({ template: row.template, state: 'queued', facts }),
      ]);
      expect((await check()).missing).toEqual([]);
    }
    await world.work();
    const again = await rowsOf(world, 'messages', { key: { $in: rows.map(({ key }) => key) } });
    // What still helps was sent; what its time has passed is dropped with the reason.
    expect(
      again
        .filter(({ state, error }) => state !== 'sent' && !(state === 'dropped' && error))
        .map(({ key }) => key),
    ).toEqual([]);
    expect(
      again.filter(({ template }) => /reminder-24h/.test(String(template))).map(({ state }) => state),
    ).not.toContain('sent');
  });

  it('by the hourly job opens one case that names them', async () => {
    await remove({ template: 'payment-confirmation' });
    const { SCHEDULE } = await import('../../src/jobs/schedule');
    const job = SCHEDULE.find(({ name }) => name === 'expected-messages');
    expect(await job?.run(world.payload, () => false)).toBe(1);
    expect(await job?.run(world.payload, () => false)).toBe(0);
    expect(await rowsOf(world, 'cases', { kind: 'mail-missing' })).toMatchObject([
      { state: 'open', title: '1 mail was missing and is owed now', facts: { count: 1 } },
    ]);
    const before = world.mailbox.to(client.email).length;
    await world.work();
    expect(world.mailbox.to(client.email).slice(before)).toHaveLength(1);
  });

  it('that finds another mail missing beside one that was told of before opens another case', async () => {
    const { SCHEDULE } = await import('../../src/jobs/schedule');
    const job = SCHEDULE.find(({ name }) => name === 'expected-messages');
    const cases = async () => (await rowsOf(world, 'cases', { kind: 'mail-missing' })).length;
    const before = await cases();
    await remove({ template: { $in: ['payment-confirmation', 'booking-confirmation-client'] } });
    expect(await job?.run(world.payload, () => false)).toBeGreaterThan(1);
    expect(await cases()).toBe(before + 1);
    // The very same on another day is news too.
    await remove({ template: { $in: ['payment-confirmation', 'booking-confirmation-client'] } });
    await atTime(on(8, '13:00'));
    expect(await job?.run(world.payload, () => false)).toBeGreaterThan(0);
    expect(await cases()).toBe(before + 2);
  });

  it('costs the same number of commands for two hundred old bookings as for none', async () => {
    const costs = async (): Promise<number> => (await world.commandsOf(() => check())).length;
    const few = await costs();
    const { nativeCollection } = await import('../../src/platform/store');
    const old = Array.from({ length: 200 }, () => ({
      _id: new ObjectId(),
      status: 'completed',
      client: new ObjectId(),
      consultant: new ObjectId(),
      startsAt: new Date(on(-60, '09:00')),
      endsAt: new Date(on(-60, '10:00')),
      version: 1,
      createdAt: new Date(on(-70, '09:00')),
      updatedAt: new Date(on(-60, '10:00')),
    }));
    await nativeCollection(world.payload, 'consultations').insertMany(old);
    const many = await costs();
    await nativeCollection(world.payload, 'consultations').deleteMany({
      _id: { $in: old.map(({ _id }) => _id) },
    });
    expect(many).toBe(few);
  });
});
