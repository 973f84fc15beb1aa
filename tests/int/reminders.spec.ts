import { ObjectId } from 'mongodb';

import { brokenInvariants, rowsOf } from '../support/invariants';
import { atTime, booked, type ConsultationBody, end, on } from '../support/steps';
import { startWorld, type World } from '../support/world';

let world: World;
beforeAll(async () => {
  world = await startWorld('reminders');
  await atTime(on(0, '08:00'));
});
beforeEach(() => atTime(on(0, '08:00')));
afterEach(async () => expect(await brokenInvariants(world)).toEqual([]));
afterAll(() => world.close());

/** All workers' timetables at this moment, then the queues. */
async function jobs(workers = 1): Promise<void> {
  const { DAY_BEFORE, HOUR_BEFORE, remind } = await import('../../src/consultations/remind');
  await Promise.all(
    Array.from({ length: workers }, async () => {
      await remind(world.payload, DAY_BEFORE);
      await remind(world.payload, HOUR_BEFORE);
    }),
  );
  await world.work();
}
const reminders = async (session: Pick<ConsultationBody, 'id'>) =>
  (await rowsOf(world, 'messages', { consultation: new ObjectId(session.id), template: /^reminder/ }))
    .map(
      ({ template, state, sentAt, version }) =>
        `${template} v${version} ${state}${sentAt ? ` ${new Date(sentAt as Date).toISOString().slice(11, 16)}` : ''}`,
    )
    .sort();
const subjectOf = async ({ id }: Pick<ConsultationBody, 'id'>, template: string) =>
  (await rowsOf(world, 'messages', { consultation: new ObjectId(id), template }))[0]?.subject;

describe('reminders', () => {
  it('go to both, 24 hours and 1 hour before, once, however many workers run', async () => {
    const client = await world.client({ credits: 1 });
    const session = await booked(world, { as: client, startsAt: on(7, '09:00') });
    await atTime(on(6, '08:30'));
    await jobs();
    expect(await reminders(session)).toEqual([]);
    await atTime(on(6, '08:45'));
    await jobs(3);
    expect(await reminders(session)).toEqual([
      'reminder-24h-client v1 queued',
      'reminder-24h-consultant v1 queued',
    ]);
    await atTime(on(6, '09:00'));
    await jobs(2);
    await atTime(on(7, '08:00'));
    await jobs(3);
    await atTime(on(7, '08:30'));
    await jobs();
    expect(await reminders(session)).toEqual([
      'reminder-1h-client v1 sent 08:00',
      'reminder-1h-consultant v1 sent 08:00',
      'reminder-24h-client v1 sent 09:00',
      'reminder-24h-consultant v1 sent 09:00',
    ]);
    expect(
      world.mailbox.to(client.email).filter(({ subject }) => /Tomorrow|In one hour/.test(subject ?? '')),
    ).toHaveLength(2);
  });

  it('are not owed to who booked later than they would have come', async () => {
    const client = await world.client({ credits: 1 });
    await atTime(on(7, '14:00'));
    const session = await booked(world, { as: client, startsAt: on(8, '13:30') });
    await jobs();
    expect(await reminders(session)).toEqual([]);
    await atTime(on(8, '12:30'));
    await jobs();
    expect(await reminders(session)).toEqual([
      'reminder-1h-client v1 sent 12:30',
      'reminder-1h-consultant v1 sent 12:30',
    ]);
  });

  it('of a cancelled session never go out, of a moved one only for its new time', async () => {
    const client = await world.client({ credits: 2 });
    const [gone, moved] = [
      await booked(world, { as: client, startsAt: on(9, '09:00') }),
      await booked(world, { as: client, startsAt: on(9, '13:30') }),
    ];
    await atTime(on(8, '08:50'));
    await jobs();
    const ops = await world.staff('ops');
    await end(world, 'cancel', gone, { as: ops });
    await atTime(on(8, '13:20'));
    await jobs();
    await world.api('POST', `/api/consultations/${moved.id}/reschedule`, {
      as: ops,
      body: { expectedVersion: 1, startsAt: on(11, '13:30') },
    });
    await atTime(on(8, '13:30'));
    await jobs();
    expect(await reminders(gone)).toEqual([
      'reminder-24h-client v1 dropped',
      'reminder-24h-consultant v1 dropped',
    ]);
    expect(await reminders(moved)).toEqual([
      'reminder-24h-client v1 dropped',
      'reminder-24h-consultant v1 dropped',
    ]);
    await atTime(on(10, '13:30'));
    await jobs();
    expect(await reminders(moved)).toContain('reminder-24h-client v2 sent 13:30');
  });

  it('missed while all workers were down are made up, and dropped where they would mislead', async () => {
    const client = await world.client({ credits: 2 });
    const [late, over] = [
      await booked(world, { as: client, startsAt: on(14, '15:00') }),
      await booked(world, { as: client, startsAt: on(14, '09:00') }),
    ];
    await atTime(on(14, '08:57'));
    await jobs();
    expect(await reminders(late)).toEqual([
      'reminder-24h-client v1 sent 08:57',
      'reminder-24h-consultant v1 sent 08:57',
    ]);
    expect(await reminders(over)).toEqual([]);
  });

  it("made up late say how near the session is then, in each reader's day; none in its last 15 minutes", async () => {
    const client = await world.client({ credits: 2, timezone: 'Asia/Tokyo' });
    const [early, late] = [
      await booked(world, { as: client, startsAt: on(16, '09:00') }),
      await booked(world, { as: client, startsAt: on(16, '15:00') }),
    ];
    // After midnight in Tokyo, in the afternoon in London: one day is today here and tomorrow there.
    await atTime(on(15, '15:20'));
    await jobs();
    expect(await subjectOf(early, 'reminder-24h-client')).toBe(
      'Today: Consultation, 60 minutes with Amelia Hart',
    );
    expect(await subjectOf(early, 'reminder-24h-consultant')).toMatch(/^Tomorrow: /);
    expect(await subjectOf(late, 'reminder-24h-client')).toMatch(/^Tomorrow: /);
    await atTime(on(16, '08:21'));
    await jobs();
    expect(await subjectOf(early, 'reminder-1h-client')).toBe(
      'In 40 minutes: Consultation, 60 minutes with Amelia Hart',
    );
    expect(world.mailbox.to(client.email).at(-1)?.text).not.toMatch(/one hour|tomorrow/i);
    await atTime(on(16, '14:46'));
    await jobs();
    expect((await reminders(late)).filter((row) => row.startsWith('reminder-1h'))).toEqual([]);
  });

  it('with words that say by themselves that it is tomorrow are dropped rather than late', async () => {
    const { defaultTemplate } = await import('../../src/emails/defaults');
    const { body, ...lines } = defaultTemplate('reminder-24h-client');
    // Published before the variable was there.
    const earlier = {
      ...lines,
      subject: 'Tomorrow: {{sessionName}} with {{otherPartyName}}',
      body: body.replace('{{startDay}}', 'Tomorrow'),
    };
    const stored = await world.payload.find({
      collection: 'email-templates',
      where: { key: { equals: 'reminder-24h-client' } },
      overrideAccess: true,
    });
    const where = { key: { equals: 'reminder-24h-client' as const } };
    if (stored.totalDocs > 0)
      await world.payload.update({
        collection: 'email-templates',
        where,
        data: { ...earlier, _status: 'published' },
        overrideAccess: true,
      });
    else
      await world.payload.create({
        collection: 'email-templates',
        data: { key: 'reminder-24h-client', ...earlier, _status: 'published' },
        overrideAccess: true,
      });
    const client = await world.client({ credits: 2 });
    const [inTime, late] = [
      await booked(world, { as: client, startsAt: on(18, '09:00') }),
      await booked(world, { as: client, startsAt: on(18, '15:00') }),
    ];
    await atTime(on(17, '09:10'));
    await jobs();
    expect(await reminders(inTime)).toEqual([
      'reminder-24h-client v1 sent 09:10',
      'reminder-24h-consultant v1 sent 09:10',
    ]);
    expect(await subjectOf(inTime, 'reminder-24h-client')).toBe(
      'Tomorrow: Consultation, 60 minutes with Amelia Hart',
    );
    await atTime(on(17, '15:16'));
    await jobs();
    expect(await reminders(late)).toEqual([
      'reminder-24h-client v1 dropped',
      'reminder-24h-consultant v1 sent 15:16',
    ]);
  });

  it('cost as many commands with many sessions far away as with none', async () => {
    const { DAY_BEFORE, remind } = await import('../../src/consultations/remind');
    const { nativeCollection } = await import('../../src/platform/store');
    await atTime(on(20, '08:00'));
    const few = await world.commandsOf(() => remind(world.payload, DAY_BEFORE));
    const far = Array.from({ length: 5000 }, (_, index) => ({
      _id: new ObjectId(),
      status: 'booked',
      startsAt: new Date(Date.parse(on(40, '09:00')) + index * 900_000),
      version: 1,
      client: new ObjectId(),
      consultant: new ObjectId(),
    }));
    const consultations = nativeCollection(world.payload, 'consultations');
    await consultations.insertMany(far);
    const many = await world.commandsOf(() => remind(world.payload, DAY_BEFORE));
    await consultations.deleteMany({ _id: { $in: far.map(({ _id }) => _id) } });
    expect(many).toEqual(few);
  });
});
