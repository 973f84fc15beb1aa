import { ObjectId } from 'mongodb';

import { type SimMeeting } from '../../simulators/zoom/state';
import { brokenInvariants, rowsOf } from '../support/invariants';
import { atTime, booked, end, on } from '../support/steps';
import { type Person, startWorld, type World } from '../support/world';
import { bookingRow, meetingsOf, outboxOf } from '../support/zoomSide';

let world: World;
let client: Person;
let sweep: () => Promise<number>;
beforeAll(async () => {
  world = await startWorld('orphans');
  await atTime(on(0, '08:00'));
  client = await world.client({ credits: 60 });
  const { sweepOrphans } = await import('../../src/consultations/meetings/sweepOrphans');
  sweep = () => sweepOrphans(world.payload);
});
afterEach(async () => expect(await brokenInvariants(world)).toEqual([]));
afterAll(() => world.close());

const mine = (id: number): SimMeeting | undefined =>
  world.zoom.state.meetings.find((meeting) => meeting.id === id);
let next = 70_000_000_000;
/** A meeting as Zoom may hold it, made like another one. */
function another(like: SimMeeting | undefined, over: Partial<SimMeeting>): number {
  if (!like) throw new Error('There is no such meeting.');
  next += 1;
  world.zoom.state.meetings.push({ ...like, id: next, uuid: `uuid-${next}`, ...over });
  return next;
}

it('meetings no booking has are removed, and said so; all others stay', async () => {
  const [live, second, cancelled, pending] = [
    await booked(world, { as: client, startsAt: on(7, '09:00') }),
    await booked(world, { as: client, startsAt: on(7, '10:30') }),
    await booked(world, { as: client, startsAt: on(7, '13:30') }),
    await booked(world, { as: client, startsAt: on(7, '15:00') }),
  ];
  await world.work();
  await end(world, 'cancel', cancelled, { as: client });
  await world.work();
  const model = meetingsOf(world, live.id)[0];
  const agendaOf = (id: string): string => String(model?.agenda).replaceAll(live.id, id);
  const own = {
    live: model?.id ?? 0,
    second: meetingsOf(world, second.id)[0]?.id ?? 0,
    pending: meetingsOf(world, pending.id)[0]?.id ?? 0,
  };
  const { nativeCollection } = await import('../../src/platform/store');
  await nativeCollection(world.payload, 'consultations').updateOne(
    { _id: new ObjectId(pending.id) },
    { $set: { 'meeting.state': 'pending', 'meeting.meetingId': null } },
  );

  const wrong = {
    second: another(model, { agenda: agendaOf(second.id) }),
    cancelled: another(model, {
      agenda: agendaOf(cancelled.id),
      hostEmail: 'meetings@insight-serenity.example',
    }),
    unknown: another(model, { agenda: agendaOf(new ObjectId().toHexString()) }),
  };
  const right = {
    // A person's, another installation's, one whose mark was tampered with, one of a booking that may take it up.
    someones: another(model, { agenda: 'Weekly' }),
    stagings: another(model, { agenda: String(model?.agenda).replace('127.0.0.1:3999', 'staging.example') }),
    unmarked: another(model, { agenda: String(model?.agenda).replace(live.id, `${live.id}x`) }),
    pendings: another(model, { agenda: agendaOf(pending.id) }),
  };
  await atTime(on(0, '09:01'));
  const young = another(model, { agenda: agendaOf(second.id), createdAt: on(0, '08:30') });

  expect(await sweep()).toBe(3);
  await world.work();
  for (const [what, id] of Object.entries(wrong))
    expect([what, mine(id)?.deletedAt !== null]).toEqual([what, true]);
  for (const [what, id] of Object.entries({ ...own, ...right, young }))
    expect([what, mine(id)?.deletedAt]).toEqual([what, null]);
  const told = await rowsOf(world, 'audit-log', { action: 'meeting.orphan-removed' });
  expect(
    told.map(({ actor, reason, facts }) => [actor, reason.slice(0, 24), facts.meetingId]).sort(),
  ).toEqual(
    [
      ['system:zoom-orphans', 'Its booking has another ', String(wrong.second)],
      ['system:zoom-orphans', 'Its booking is cancelled', String(wrong.cancelled)],
      ['system:zoom-orphans', 'There is no such booking', String(wrong.unknown)],
    ].sort(),
  );
  expect(await sweep()).toBe(0);
  await atTime(on(0, '09:31'));
  expect(await sweep()).toBe(1);
  await world.work();
  expect(mine(young)?.deletedAt).not.toBeNull();
  await nativeCollection(world.payload, 'consultations').updateOne(
    { _id: new ObjectId(pending.id) },
    { $set: { 'meeting.state': 'ready', 'meeting.meetingId': String(own.pending) } },
  );
  // It has its own now: the one it might have taken up is one too many.
  expect(await sweep()).toBe(1);
  await world.work();
  expect([mine(right.pendings)?.deletedAt !== null, mine(own.pending)?.deletedAt]).toEqual([true, null]);
});

it('what a booking has taken up meanwhile stays', async () => {
  const session = await booked(world, { as: client, startsAt: on(8, '09:00') });
  await world.work();
  const model = meetingsOf(world, session.id)[0];
  const spare = another(model, { createdAt: on(0, '08:00') });
  await atTime(on(0, '12:00'));
  expect(await sweep()).toBe(1);
  const { nativeCollection } = await import('../../src/platform/store');
  await nativeCollection(world.payload, 'consultations').updateOne(
    { _id: new ObjectId(session.id) },
    { $set: { 'meeting.meetingId': String(spare) } },
  );
  await world.work();
  expect([
    mine(spare)?.deletedAt,
    (await outboxOf(world, session.id)).every(({ state }) => state === 'done'),
  ]).toEqual([null, true]);
  expect((await bookingRow(world, session.id)).meeting.state).toBe('ready');
});

it('is left for the next time while something is owed, or Zoom is down', async () => {
  const session = await booked(world, { as: client, startsAt: on(9, '09:00') });
  await world.work();
  await end(world, 'cancel', session, { as: client });
  await atTime(on(0, '20:00'));
  const before = await rowsOf(world, 'audit-log', {
    subject: `consultations:${session.id}`,
    action: 'meeting.orphan-removed',
  });
  await sweep();
  expect(
    await rowsOf(world, 'audit-log', {
      subject: `consultations:${session.id}`,
      action: 'meeting.orphan-removed',
    }),
  ).toEqual(before);
  await world.control('zoom', '/_sim/faults', { match: 'GET /v2/users/*/meetings', status: 503, times: 1 });
  await expect(sweep()).rejects.toMatchObject({ code: 'PROVIDER_UNAVAILABLE' });
  await world.work();
});
