import { ObjectId } from 'mongodb';

import { availabilityPath } from '../support/availability';
import { brokenInvariants, rowsOf } from '../support/invariants';
import { atTime, balanceOf, book, booked, type ConsultationBody, end, on, outcomeOf } from '../support/steps';
import { type Person, type Reply, startWorld, type World } from '../support/world';

let world: World;
let ops: Person;
beforeAll(async () => {
  world = await startWorld('moving');
  await atTime(on(0, '08:00'));
  ops = await world.staff('ops');
});
beforeEach(() => atTime(on(0, '08:00')));
afterEach(async () => expect(await brokenInvariants(world)).toEqual([]));
afterAll(() => world.close());

const move = (
  session: Pick<ConsultationBody, 'id' | 'version'>,
  as: Person,
  more: Record<string, unknown>,
  key?: string,
): Promise<Reply<{ consultation: ConsultationBody }>> =>
  world.api('POST', `/api/consultations/${session.id}/reschedule`, {
    as,
    key,
    body: { expectedVersion: session.version, ...more },
  });

async function moved(
  session: Pick<ConsultationBody, 'id' | 'version'>,
  as: Person,
  more: Record<string, unknown>,
): Promise<ConsultationBody> {
  const reply = await move(session, as, more);
  expect(outcomeOf(reply)).toBe('200');
  return reply.body.consultation;
}

const rowOf = async (id: string) => (await rowsOf(world, 'consultations', { _id: new ObjectId(id) }))[0];
const claimsOf = async (id: string) =>
  (await rowsOf(world, 'slot-claims', { consultation: new ObjectId(id) }))
    .map(({ key }) => String(key))
    .sort();
const entriesOf = async (id: string) =>
  (await rowsOf(world, 'transactions', { consultation: new ObjectId(id) })).map(({ kind }) => String(kind));
const mailsOf = async (id: string, version: number) =>
  (await rowsOf(world, 'messages', { consultation: new ObjectId(id), key: new RegExp(`:v${version}:`) }))
    .map(({ template }) => String(template))
    .sort();

describe('moving a session to another time', () => {
  it('keeps the record, the hold and the meeting; gives the old time back, takes the new, and tells both', async () => {
    const client = await world.client({ credits: 1 });
    const session = await booked(world, { as: client, startsAt: on(7, '09:00') });
    await world.work();
    const before = await rowOf(session.id);
    const after = await moved(session, client, { startsAt: on(8, '10:30'), reason: 'A board meeting' });
    expect(after).toMatchObject({
      id: session.id,
      version: 2,
      startsAt: on(8, '10:30'),
      endsAt: on(8, '11:30'),
      status: 'booked',
    });
    expect(await entriesOf(session.id)).toEqual(['hold']);
    const claims = await claimsOf(session.id);
    expect(claims.every((key) => key.includes(on(8, '').slice(0, 10)))).toBe(true);
    expect(await mailsOf(session.id, 2)).toEqual(['rescheduled', 'rescheduled']);
    expect((await rowOf(session.id))?.meeting.joinUrl).toBe(before?.meeting.joinUrl);
    const another = await world.client({ credits: 1 });
    expect(outcomeOf(await book(world, { as: another, startsAt: on(7, '09:00') }))).toBe('201');
    expect(await balanceOf(world, client)).toMatchObject({ available: 0, held: 1 });
  });

  it('any number of times, also over its own time', async () => {
    const client = await world.client({ credits: 1 });
    let session = await booked(world, { as: client, startsAt: on(14, '09:00') });
    for (const time of ['09:30', '10:00', '09:30', '13:30', '09:00'])
      session = await moved(session, client, { startsAt: on(14, time) });
    expect(session).toMatchObject({ version: 6, startsAt: on(14, '09:00') });
    expect(await claimsOf(session.id)).toHaveLength(9);
  });

  it('to a time that is taken leaves the old booking whole', async () => {
    const [one, two] = [await world.client({ credits: 1 }), await world.client({ credits: 1 })];
    const [first, second] = [
      await booked(world, { as: one, startsAt: on(15, '09:00') }),
      await booked(world, { as: two, startsAt: on(15, '13:30') }),
    ];
    const claims = await claimsOf(first.id);
    expect(outcomeOf(await move(first, one, { startsAt: on(15, '13:30') }))).toBe('409 SLOT_TAKEN');
    expect(await claimsOf(first.id)).toEqual(claims);
    expect(await rowOf(first.id)).toMatchObject({ version: 1, startsAt: new Date(on(15, '09:00')) });
    // Two bookings may swap only one after the other.
    expect(
      (
        await Promise.all([
          move(first, one, { startsAt: on(15, '13:30') }),
          move(second, two, { startsAt: on(15, '09:00') }),
        ])
      ).map(outcomeOf),
    ).toEqual(['409 SLOT_TAKEN', '409 SLOT_TAKEN']);
  });

  it('is refused outside working hours for a client, not for staff; never over the clock', async () => {
    const client = await world.client({ credits: 1 });
    const session = await booked(world, { as: client, startsAt: on(16, '09:00') });
    expect(outcomeOf(await move(session, client, { startsAt: on(16, '21:00') }))).toBe(
      '409 SLOT_UNAVAILABLE',
    );
    expect(outcomeOf(await move(session, client, { startsAt: on(16, '10:07') }))).toBe('422 VALIDATION');
    expect(outcomeOf(await move(session, ops, { startsAt: on(-1, '09:00') }))).toBe('409 SLOT_UNAVAILABLE');
    expect(outcomeOf(await move(session, ops, { startsAt: on(16, '21:00') }))).toBe('200');
  });

  it('is refused to a client when cancelling would cost the credit: a move must not buy it back', async () => {
    const client = await world.client({ credits: 1 });
    const session = await booked(world, { as: client, startsAt: on(17, '09:00') });
    await atTime(on(16, '09:00'));
    const inTime = await moved(session, client, { startsAt: on(17, '10:30') });
    await atTime(on(16, '10:31'));
    expect(outcomeOf(await move(inTime, client, { startsAt: on(21, '10:30') }))).toBe(
      '409 INVALID_TRANSITION',
    );
    expect(outcomeOf(await move(inTime, ops, { startsAt: on(21, '10:30') }))).toBe('200');
  });

  it('past the expiry of the credits it holds is refused, to staff as well', async () => {
    const client = await world.client();
    const finance = await world.staff('finance');
    await world.api('POST', '/api/credits/assign', {
      as: finance,
      key: 'short-lot',
      body: {
        clientId: client.id,
        credits: 1,
        validityDays: 20,
        reasonCode: 'goodwill',
        note: 'A short one.',
      },
    });
    const session = await booked(world, { as: client, startsAt: on(18, '09:00') });
    for (const as of [client, ops]) {
      const refused = await move(session, as, { startsAt: on(22, '09:00') });
      expect([outcomeOf(refused), JSON.stringify(refused.body)]).toEqual([
        '409 SLOT_UNAVAILABLE',
        expect.stringContaining('2031-03-23'),
      ]);
    }
  });

  it('answers a repeated request alike, and refuses the stale, the ended and other people', async () => {
    const client = await world.client({ credits: 1 });
    const stranger = await world.client();
    const session = await booked(world, { as: client, startsAt: on(23, '09:00') });
    expect(outcomeOf(await move(session, stranger, { startsAt: on(23, '13:30') }))).toBe('404 NOT_FOUND');
    const consultant = await world.staff('consultant', { consultant: world.consultants.amelia });
    expect(outcomeOf(await move(session, consultant, { startsAt: on(23, '13:30') }))).toBe('403 FORBIDDEN');
    const first = await move(session, client, { startsAt: on(23, '13:30') }, 'move-once');
    const again = await move(session, client, { startsAt: on(23, '13:30') }, 'move-once');
    expect([again.status, again.body]).toEqual([200, first.body]);
    expect(outcomeOf(await move(session, client, { startsAt: on(23, '15:00') }))).toBe(
      '409 INVALID_TRANSITION',
    );
    const [cancelled] = [await end(world, 'cancel', { id: session.id, version: 2 }, { as: client })];
    expect(outcomeOf(cancelled)).toBe('200');
    expect(outcomeOf(await move({ id: session.id, version: 3 }, ops, { startsAt: on(23, '15:00') }))).toBe(
      '409 INVALID_TRANSITION',
    );
  });
});

describe('giving a session to another consultant', () => {
  it('is for staff; the old one is told it is off, the new one it is booked, the client what changed', async () => {
    const client = await world.client({ credits: 1 });
    const session = await booked(world, { as: client, startsAt: on(24, '09:00') });
    await world.work();
    expect(outcomeOf(await move(session, client, { consultantId: world.consultants.kenji }))).toBe(
      '403 FORBIDDEN',
    );
    const after = await moved(session, ops, {
      consultantId: world.consultants.kenji,
      reason: 'Amelia is unwell',
    });
    expect(after).toMatchObject({
      version: 2,
      consultant: world.consultants.kenji,
      startsAt: on(24, '09:00'),
    });
    expect(await mailsOf(session.id, 2)).toEqual([
      'booking-confirmation-consultant',
      'canceled-consultant',
      'rescheduled',
    ]);
    const people = (
      await rowsOf(world, 'slot-claims', { consultation: new ObjectId(session.id), kind: 'consultant' })
    ).map(({ person }) => String(person));
    expect(new Set(people)).toEqual(new Set([world.consultants.kenji]));
    expect(await entriesOf(session.id)).toEqual(['hold']);
  });

  it('who is busy then is refused, and nothing changes', async () => {
    const [one, two] = [await world.client({ credits: 1 }), await world.client({ credits: 1 })];
    const session = await booked(world, { as: one, startsAt: on(25, '09:00') });
    await book(world, {
      as: ops,
      startsAt: on(25, '09:00'),
      more: { consultantId: world.consultants.kenji, clientId: two.id },
    });
    const claims = await claimsOf(session.id);
    expect(outcomeOf(await move(session, ops, { consultantId: world.consultants.kenji }))).toBe(
      '409 SLOT_TAKEN',
    );
    expect(await claimsOf(session.id)).toEqual(claims);
  });
});

describe('a daily limit', () => {
  it('holds when clients book the last place of a day at once', async () => {
    const limit = async (dailyLimit: number | null) =>
      world.payload.update({
        collection: 'consultants',
        id: world.consultants.amelia,
        data: { dailyLimit },
        overrideAccess: true,
      });
    await limit(2);
    try {
      const clients = await world.crowd(6, { credits: 1 });
      const times = ['09:00', '10:30', '13:30', '15:00', '16:30', '12:00'];
      const replies = await Promise.all(
        clients.map((as, index) => book(world, { as, startsAt: on(28, times[index] ?? '') })),
      );
      expect(replies.filter(({ status }) => status === 201)).toHaveLength(2);
      expect(
        replies.map(outcomeOf).every((outcome) => ['201', '409 SLOT_UNAVAILABLE'].includes(outcome)),
      ).toBe(true);
      expect(
        await rowsOf(world, 'consultations', {
          startsAt: { $gte: new Date(on(28, '00:00')), $lt: new Date(on(29, '00:00')) },
        }),
      ).toHaveLength(2);
    } finally {
      await limit(null);
    }
  });
});

describe('the times offered', () => {
  it('leave out what the client has elsewhere, and count a session that is being moved as free', async () => {
    const client = await world.client({ credits: 2 });
    const session = await booked(world, { as: client, startsAt: on(29, '08:00') });
    const path = (consultantId: string, more: Record<string, string> = {}) =>
      availabilityPath(
        { consultantId, typeId: world.types.sixty, from: on(29, '00:00'), to: on(30, '00:00') },
        more,
      );
    const ask = async (consultantId: string, more: Record<string, string> = {}) => {
      const reply = await world.api<{ slots: { startsAt: string }[] }>('GET', path(consultantId, more), {
        as: client,
      });
      return reply.body.slots.map(({ startsAt }) => startsAt.slice(11, 16));
    };
    expect(await ask(world.consultants.amelia)).not.toContain('08:00');
    expect(await ask(world.consultants.amelia, { consultationId: session.id })).toContain('08:00');
    const stranger = await world.client();
    expect(
      (
        await world.api('GET', path(world.consultants.amelia, { consultationId: session.id }), {
          as: stranger,
        })
      ).status,
    ).toBe(404);
  });
});
