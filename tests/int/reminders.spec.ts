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
  await Promise.all(Array.from({ length: workers }, async () => {
    await remind(world.payload, DAY_BEFORE);
    await remind(world.payload, HOUR_BEFORE);
  }));
  await world.work();
}
const reminders = async (session: Pick<ConsultationBody, 'id'>) =>
  (await rowsOf(world, 'messages', { consultation: new ObjectId(session.id), template: /^reminder/ })).map(({ template, state, sentAt, version }) => `${template} v${version} ${state}${sentAt ? ` ${new Date(sentAt as Date).toISOString().slice(11, 16)}` : ''}`).sort();

describe('reminders', () => {
  it('go to both, 24 hours and 1 hour before, once, however many workers run', async () => {
    const client = await world.client({ credits: 1 });
    const session = await booked(world, { as: client, startsAt: on(7, '09:00') });
    await atTime(on(6, '08:30'));
    await jobs();
    expect(await reminders(session)).toEqual([]);
    await atTime(on(6, '08:45'));
    await jobs(3);
    expect(await reminders(session)).toEqual(['reminder-24h-client v1 queued', 'reminder-24h-consultant v1 queued']);
    await atTime(on(6, '09:00'));
    await jobs(2);
    await atTime(on(7, '08:00'));
    await jobs(3);
    await atTime(on(7, '08:30'));
    await jobs();
    expect(await reminders(session)).toEqual(['reminder-1h-client v1 sent 08:00', 'reminder-1h-consultant v1 sent 08:00', 'reminder-24h-client v1 sent 09:00', 'reminder-24h-consultant v1 sent 09:00']);
    expect(world.mailbox.to(client.email).filter(({ subject }) => /Tomorrow|In one hour/.test(subject ?? ''))).toHaveLength(2);
  });

  it('are not owed to who booked later than they would have come', async () => {
    const client = await world.client({ credits: 1 });
    await atTime(on(7, '14:00'));
    const session = await booked(world, { as: client, startsAt: on(8, '13:30') });
    await jobs();
    expect(await reminders(session)).toEqual([]);
    await atTime(on(8, '12:30'));
    await jobs();
    expect(await reminders(session)).toEqual(['reminder-1h-client v1 sent 12:30', 'reminder-1h-consultant v1 sent 12:30']);
  });

  it('of a cancelled session never go out, of a moved one only for its new time', async () => {
    const client = await world.client({ credits: 2 });
    const [gone, moved] = [await booked(world, { as: client, startsAt: on(9, '09:00') }), await booked(world, { as: client, startsAt: on(9, '13:30') })];
    await atTime(on(8, '08:50'));
    await jobs();
    const ops = await world.staff('ops');
    await end(world, 'cancel', gone, { as: ops });
    await atTime(on(8, '13:20'));
    await jobs();
    await world.api('POST', `/api/consultations/${moved.id}/reschedule`, { as: ops, body: { expectedVersion: 1, startsAt: on(11, '13:30') } });
    await atTime(on(8, '13:30'));
    await jobs();
    expect(await reminders(gone)).toEqual(['reminder-24h-client v1 dropped', 'reminder-24h-consultant v1 dropped']);
    expect(await reminders(moved)).toEqual(['reminder-24h-client v1 dropped', 'reminder-24h-consultant v1 dropped']);
    await atTime(on(10, '13:30'));
    await jobs();
    expect(await reminders(moved)).toContain('reminder-24h-client v2 sent 13:30');
  });

  it('missed while all workers were down are made up, and dropped where they would mislead', async () => {
    const client = await world.client({ credits: 2 });
    const [late, over] = [await booked(world, { as: client, startsAt: on(14, '15:00') }), await booked(world, { as: client, startsAt: on(14, '09:00') })];
    await atTime(on(14, '08:57'));
    await jobs();
    expect(await reminders(late)).toEqual(['reminder-24h-client v1 sent 08:57', 'reminder-24h-consultant v1 sent 08:57']);
    expect(await reminders(over)).toEqual([]);
  });

  it('cost as many commands with many sessions far away as with none', async () => {
    const { DAY_BEFORE, remind } = await import('../../src/consultations/remind');
    const { nativeCollection } = await import('../../src/platform/store');
    await atTime(on(20, '08:00'));
    const few = await world.commandsOf(() => remind(world.payload, DAY_BEFORE));
    const far = Array.from({ length: 5000 }, (_, index) => ({ _id: new ObjectId(), status: 'booked', startsAt: new Date(Date.parse(on(40, '09:00')) + index * 900_000), version: 1, client: new ObjectId(), consultant: new ObjectId() }));
    const consultations = nativeCollection(world.payload, 'consultations');
    await consultations.insertMany(far);
    const many = await world.commandsOf(() => remind(world.payload, DAY_BEFORE));
    await consultations.deleteMany({ _id: { $in: far.map(({ _id }) => _id) } });
    expect(many).toEqual(few);
  });
});
