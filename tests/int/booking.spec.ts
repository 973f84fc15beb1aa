import { ObjectId } from 'mongodb';

import { availabilityPath } from '../support/availability';
import { brokenInvariants, rowsOf } from '../support/invariants';
import {
  atTime,
  balanceOf,
  book,
  booked,
  codeOf,
  type ConsultationBody,
  end,
  newKey,
  on,
  outcomeOf,
} from '../support/steps';
import { type Person, type Reply, startWorld, type World } from '../support/world';

let world: World;
/** Most tests share these three; each books its own time. */
let client: Person;
let ops: Person;
let amelia: Person;

beforeAll(async () => {
  world = await startWorld('booking');
  await atTime(on(0, '08:00'));
  client = await world.client({ credits: 60 });
  ops = await world.staff('ops');
  amelia = await world.staff('consultant', { consultant: world.consultants.amelia });
});
afterEach(() => atTime(on(0, '08:00')));
afterAll(() => world.close());

const stored = (id: string) =>
  world.payload.findByID({ collection: 'consultations', id, depth: 0, overrideAccess: true });
const entriesOf = async (id: string): Promise<string[]> =>
  (await rowsOf(world, 'transactions', { consultation: new ObjectId(id) })).map(
    ({ kind, quantity }) => `${kind} ${quantity}`,
  );
const claimsOf = async (id: string): Promise<number> =>
  (await rowsOf(world, 'slot-claims', { consultation: new ObjectId(id) })).length;
const mailsOf = async (id: string): Promise<string[]> =>
  (await rowsOf(world, 'messages', { consultation: new ObjectId(id) }))
    .map(({ template }) => String(template))
    .sort();
const preview = (as: Person, id: string): Promise<Reply> =>
  world.api('GET', `/api/consultations/${id}/cancellation-preview`, { as });

describe('booking a session', () => {
  it('holds the credit, claims the slot, makes the meeting and tells both', async () => {
    const own = await world.client({ credits: 5 });
    const consultation = await booked(world, { as: own, startsAt: on(1, '09:00') });
    expect(consultation).toMatchObject({
      status: 'booked',
      version: 1,
      startsAt: on(1, '09:00'),
      endsAt: on(1, '10:00'),
      meeting: { state: 'pending', joinUrl: null },
    });
    await world.work();
    expect(await balanceOf(world, own)).toMatchObject({ available: 4, held: 1 });
    // Five quarter hours of the consultant, the buffer included; four of the client.
    expect(await claimsOf(consultation.id)).toBe(9);
    expect((await stored(consultation.id)).meeting?.state).toBe('ready');
    const [mail, ...more] = world.mailbox.to(own.email);
    expect(more).toEqual([]);
    expect(world.mailbox.to('amelia.hart@insight-serenity.example')).toHaveLength(1);
    const invitation = mail?.attachments.find(({ mimeType }) => mimeType === 'text/calendar');
    const text = new TextDecoder().decode(invitation?.content as ArrayBuffer);
    expect(text).toContain('METHOD:REQUEST');
    expect(mail?.text).toContain(String((await stored(consultation.id)).meeting?.joinUrl));
  });

  it('costs what the type costs', async () => {
    const own = await world.client({ credits: 3 });
    const consultation = await booked(world, {
      as: own,
      startsAt: on(1, '13:30'),
      more: { typeId: world.types.ninety },
    });
    expect(consultation.endsAt).toBe(on(1, '15:00'));
    expect(await balanceOf(world, own)).toMatchObject({ available: 1, held: 2 });
  });

  it('in person has an address and no meeting', async () => {
    const { id } = await booked(world, { as: client, startsAt: on(2, '09:00'), more: { mode: 'in_person' } });
    await world.work();
    expect(await stored(id)).toMatchObject({
      meeting: { state: 'none' },
      location: '1 Harbour Street, London',
    });
    expect(await rowsOf(world, 'outbox', { subject: id })).toEqual([]);
  });

  it('answers the same key alike and books once; another body under it is refused', async () => {
    const key = newKey();
    const first = await book(world, { as: client, startsAt: on(2, '10:30'), key });
    const again = await book(world, { as: client, startsAt: on(2, '10:30'), key });
    expect([again.status, again.body, again.headers.get('idempotent-replay')]).toEqual([
      201,
      first.body,
      'true',
    ]);
    expect(outcomeOf(await book(world, { as: client, startsAt: on(2, '13:30'), key }))).toBe(
      '409 IDEMPOTENCY_CONFLICT',
    );
    expect(await entriesOf(first.body.consultation.id)).toEqual(['hold 1']);
  });

  it('needs a key', async () => {
    const body = {
      consultantId: world.consultants.amelia,
      typeId: world.types.sixty,
      startsAt: on(2, '13:30'),
      mode: 'remote',
    };
    expect(outcomeOf(await world.api('POST', '/api/consultations/book', { as: client, body }))).toBe(
      '400 IDEMPOTENCY_KEY_REQUIRED',
    );
  });
});

describe('a booking that cannot be', () => {
  const nothing = async (reply: Reply<unknown>, expected: string, whose: Person): Promise<void> => {
    const before = await balanceOf(world, whose);
    expect(outcomeOf(reply)).toBe(expected);
    expect(await balanceOf(world, whose)).toEqual(before);
  };

  it('without credits is refused, and leaves neither claim nor record', async () => {
    const poor = await world.client({ credits: 1 });
    await nothing(
      await book(world, { as: poor, startsAt: on(3, '09:00'), more: { typeId: world.types.ninety } }),
      '409 INSUFFICIENT_CREDITS',
      poor,
    );
    expect(await rowsOf(world, 'consultations', { client: new ObjectId(poor.id) })).toEqual([]);
    expect(await rowsOf(world, 'slot-claims', { person: poor.id })).toEqual([]);
    expect(await rowsOf(world, 'messages', { client: new ObjectId(poor.id), template: /booking/ })).toEqual(
      [],
    );
  });

  it('with credits that are over by then is refused', async () => {
    const late = await world.client();
    const grant = {
      clientId: late.id,
      credits: 2,
      validityDays: 5,
      reasonCode: 'goodwill',
      note: 'Short-lived',
    };
    await world.api('POST', '/api/credits/assign', {
      as: await world.staff('owner'),
      key: newKey(),
      body: grant,
    });
    await nothing(
      await book(world, { as: late, startsAt: on(7, '09:00') }),
      '409 INSUFFICIENT_CREDITS',
      late,
    );
    expect((await book(world, { as: late, startsAt: on(4, '15:00') })).status).toBe(201);
  });

  it.each([
    ['outside working hours', 1, '18:00', 'SLOT_UNAVAILABLE'],
    ['in the lunch break', 3, '12:00', 'SLOT_UNAVAILABLE'],
    ['at the weekend', 5, '10:00', 'SLOT_UNAVAILABLE'],
    ['off the offered half hours', 3, '09:15', 'SLOT_UNAVAILABLE'],
    ['within the notice', 0, '16:30', 'SLOT_UNAVAILABLE'],
    ['beyond the horizon', 63, '10:00', 'SLOT_UNAVAILABLE'],
    ['in the past', -7, '10:00', 'SLOT_UNAVAILABLE'],
    ['over a session of the consultant', 1, '09:30', 'SLOT_TAKEN'],
    ['in the buffer after one', 1, '10:00', 'SLOT_TAKEN'],
  ])('%s is refused', async (_why, day, time, code) => {
    await nothing(await book(world, { as: client, startsAt: on(day, time) }), `409 ${code}`, client);
  });

  it("over the client's own session with somebody else is refused", async () => {
    const busy = await world.client({ credits: 4 });
    await booked(world, { as: busy, startsAt: on(8, '09:00') });
    const kenji = await world.api('POST', '/api/consultations/book', {
      as: ops,
      key: newKey(),
      body: {
        clientId: busy.id,
        consultantId: world.consultants.kenji,
        typeId: world.types.sixty,
        startsAt: on(8, '09:30'),
        mode: 'remote',
      },
    });
    await nothing(kenji, '409 SLOT_TAKEN', busy);
  });

  it.each([
    ['nothing', '{}'],
    ['no JSON', '{'],
    ['a list', '[]'],
    ['a number for an id', { consultantId: 7 }],
    ['an operator for an id', { typeId: { $ne: null } }],
    ['no time', { startsAt: '' }],
    ['a time without zone', { startsAt: '2031-03-05T09:00:00' }],
    ['a time off the quarter hour', { startsAt: '2031-03-05T09:07:00.000Z' }],
    ['a mode we do not have', { mode: 'by_phone' }],
    ['a zone we do not have', { timezone: 'Mars/Olympus' }],
    ['a mode the type does not have', { typeId: 'ninety', mode: 'in_person' }],
    ['a topic of two lines', { topic: 'one\r\nBcc: someone@example.com' }],
    ['a topic too long', { topic: 'x'.repeat(201) }],
    ['notes of a megabyte', { notes: 'x'.repeat(1_000_000) }],
    ["credits of the client's own", { credits: 0 }],
    ["a status of the client's own", { status: 'completed' }],
  ])('is refused with %s', async (_what, over) => {
    const ninety = typeof over === 'object' && 'typeId' in over && over.typeId === 'ninety';
    const fields = {
      consultantId: world.consultants.amelia,
      typeId: world.types.sixty,
      startsAt: on(3, '10:30'),
      mode: 'remote',
    };
    const body =
      typeof over === 'string'
        ? over
        : { ...fields, ...over, ...(ninety ? { typeId: world.types.ninety } : {}) };
    await nothing(
      await world.api('POST', '/api/consultations/book', { as: client, key: newKey(), body }),
      '422 VALIDATION',
      client,
    );
  });

  it('with an unknown consultant or type is not found; for somebody else is not found', async () => {
    const unknown = 'f'.repeat(24);
    for (const more of [
      { consultantId: unknown },
      { typeId: unknown },
      { clientId: unknown },
      { clientId: (await world.client()).id },
    ]) {
      expect(outcomeOf(await book(world, { as: client, startsAt: on(3, '10:30'), more }))).toBe(
        '404 NOT_FOUND',
      );
    }
  });

  it('needs somebody who is signed in and may book', async () => {
    const body = {
      consultantId: world.consultants.amelia,
      typeId: world.types.sixty,
      startsAt: on(3, '10:30'),
      mode: 'remote',
      clientId: client.id,
    };
    expect(outcomeOf(await world.api('POST', '/api/consultations/book', { key: newKey(), body }))).toBe(
      '401 UNAUTHENTICATED',
    );
    for (const as of [amelia, await world.staff('finance'), await world.staff('editor')]) {
      expect(outcomeOf(await world.api('POST', '/api/consultations/book', { as, key: newKey(), body }))).toBe(
        '403 FORBIDDEN',
      );
    }
    const { clientId: _nobody, ...forNobody } = body;
    expect(
      outcomeOf(
        await world.api('POST', '/api/consultations/book', { as: ops, key: newKey(), body: forNobody }),
      ),
    ).toBe('422 VALIDATION');
  });

  it('for a client who has not confirmed the address is refused, also to staff', async () => {
    const unverified = await world.client({ verified: false, credits: 2 });
    const refused = await book(world, {
      as: ops,
      startsAt: on(3, '10:30'),
      more: { clientId: unverified.id },
    });
    expect(outcomeOf(refused)).toBe('403 EMAIL_NOT_VERIFIED');
    expect(await rowsOf(world, 'consultations', { client: new ObjectId(unverified.id) })).toEqual([]);
  });
});

describe('a client who cancels', () => {
  let session: ConsultationBody;
  const START = on(9, '10:30');
  const EDGE = new Date(Date.parse(START) - 24 * 3_600_000);
  beforeEach(async () => {
    session = await booked(world, { as: client, startsAt: START });
  });

  it.each([
    ['at the very edge of the notice', 0, 'returned', 'client-cancelled-in-time', ['hold 1', 'release 1']],
    ['a millisecond after it', 1, 'consumed', 'client-cancelled-late', ['hold 1', 'consume 1']],
  ])('%s is told before, and gets, the same effect', async (_when, late, effect, rule, entries) => {
    await atTime(new Date(EDGE.getTime() + late));
    expect((await preview(client, session.id)).body).toMatchObject({ outcome: effect, credits: 1, rule });
    const cancelled = await end(world, 'cancel', session, { as: client });
    expect(cancelled.body).toMatchObject({
      consultation: { status: 'cancelled', version: 2, outcome: { credits: effect, rule } },
      credits: { effect, quantity: 1 },
    });
    expect(await entriesOf(session.id)).toEqual(entries);
    expect(await claimsOf(session.id)).toBe(0);
    expect(await stored(session.id)).toMatchObject({
      reason: 'A meeting came up',
      outcome: { by: 'client', inputs: { noticeHours: 24 } },
    });
    // The time is free again.
    await atTime(on(0, '08:00'));
    await end(world, 'cancel', await booked(world, { as: client, startsAt: START }), { as: client });
  });

  it('is told by mail, as is the consultant, and the calendar forgets the session', async () => {
    await world.work();
    const { available: before } = await balanceOf(world, client);
    await end(world, 'cancel', session, { as: client });
    await world.work();
    const mail = world.mailbox.to(client.email).at(-1);
    expect(mail?.text?.replaceAll(/\s+/g, ' ')).toContain(
      `${before + 1} credits ${before} credit${before === 1 ? '' : 's'} before`,
    );
    const calendar = mail?.attachments.find(({ mimeType }) => mimeType === 'text/calendar');
    expect(new TextDecoder().decode(calendar?.content as ArrayBuffer)).toContain('METHOD:CANCEL');
    expect(await mailsOf(session.id)).toEqual([
      'booking-confirmation-client',
      'booking-confirmation-consultant',
      'canceled-client',
      'canceled-consultant',
    ]);
    expect((await stored(session.id)).meeting).toMatchObject({ state: 'deleted', joinUrl: null });
  });

  it('twice changes nothing the second time', async () => {
    const key = newKey();
    const first = await end(world, 'cancel', session, { as: client, key });
    const replay = await end(world, 'cancel', session, { as: client, key });
    expect([replay.status, replay.body]).toEqual([200, first.body]);
    expect(outcomeOf(await end(world, 'cancel', { ...session, version: 2 }, { as: client }))).toBe(
      '409 INVALID_TRANSITION',
    );
    expect(outcomeOf(await preview(client, session.id))).toBe('409 INVALID_TRANSITION');
    expect(await entriesOf(session.id)).toEqual(['hold 1', 'release 1']);
  });

  it('is refused when the record has changed since it was looked at', async () => {
    expect(outcomeOf(await end(world, 'cancel', { ...session, version: 2 }, { as: client }))).toBe(
      '409 INVALID_TRANSITION',
    );
    expect((await stored(session.id)).status).toBe('booked');
    await end(world, 'cancel', session, { as: client });
  });

  it("does not see, and cannot end, what is somebody else's", async () => {
    const stranger = await world.client({ credits: 1 });
    const kenji = await world.staff('consultant', { consultant: world.consultants.kenji });
    for (const as of [stranger, kenji]) {
      expect(outcomeOf(await preview(as, session.id))).toBe('404 NOT_FOUND');
      for (const how of ['cancel', 'complete'] as const)
        expect(outcomeOf(await end(world, how, session, { as }))).toBe('404 NOT_FOUND');
      expect(outcomeOf(await end(world, 'no-show', session, { as, more: { party: 'client' } }))).toBe(
        '404 NOT_FOUND',
      );
      expect(outcomeOf(await world.api('GET', `/api/consultations/${session.id}/calendar.ics`, { as }))).toBe(
        '404 NOT_FOUND',
      );
      expect((await world.api('GET', `/api/consultations/${session.id}`, { as })).status).toBe(404);
    }
    expect(outcomeOf(await preview(client, 'f'.repeat(24)))).toBe('404 NOT_FOUND');
    expect(outcomeOf(await preview(client, 'not-an-id'))).toBe('404 NOT_FOUND');
    expect((await stored(session.id)).status).toBe('booked');
    await end(world, 'cancel', session, { as: client });
  });

  it.each([
    ['no version', { expectedVersion: undefined }],
    ['a version in words', { expectedVersion: 'one' }],
    ['no reason', { reason: undefined }],
    ['a reason without end', { reason: 'x'.repeat(501) }],
    ['a decision of their own', { credits: 'returned' }],
  ])('is refused with %s', async (_what, more) => {
    expect(outcomeOf(await end(world, 'cancel', session, { as: client, more }))).toBe('422 VALIDATION');
    await end(world, 'cancel', session, { as: client });
  });
});

describe('other endings', () => {
  const START = on(10, '09:00');
  const session = (): Promise<ConsultationBody> => booked(world, { as: client, startsAt: START });
  /** Frees the time for the next test, whatever the ending was: claims of an ended session stay. */
  afterEach(async () => {
    const { nativeCollection } = await import('../../src/platform/store');
    await nativeCollection(world.payload, 'slot-claims').deleteMany({
      bucket: { $gte: new Date(on(10, '00:00')), $lt: new Date(on(11, '00:00')) },
    });
  });

  it('cancelled by the consultant or by staff: returned, however late', async () => {
    for (const as of [amelia, ops]) {
      const { id, version } = await session();
      await atTime(new Date(Date.parse(START) - 60_000));
      expect((await preview(as, id)).body).toMatchObject({ outcome: 'returned' });
      const { body } = await end(world, 'cancel', { id, version }, { as });
      expect(body.credits).toEqual({ effect: 'returned', quantity: 1 });
      await atTime(on(0, '08:00'));
    }
  });

  it('completed by the consultant once it has started: consumed, and both are told', async () => {
    const { id, version } = await session();
    await atTime(new Date(Date.parse(START) - 1));
    expect(outcomeOf(await end(world, 'complete', { id, version }, { as: amelia }))).toBe(
      '409 INVALID_TRANSITION',
    );
    await atTime(START);
    const { body } = await end(world, 'complete', { id, version }, { as: amelia });
    expect(body).toMatchObject({
      consultation: { status: 'completed', version: 2 },
      credits: { effect: 'consumed', quantity: 1 },
    });
    expect(await entriesOf(id)).toEqual(['hold 1', 'consume 1']);
    expect(await mailsOf(id)).toEqual(expect.arrayContaining(['completed-client', 'completed-consultant']));
    expect(outcomeOf(await end(world, 'cancel', { id, version: 2 }, { as: ops }))).toBe(
      '409 INVALID_TRANSITION',
    );
  });

  it.each([
    ['client', 'client_no_show', 'consumed', 'consume 1'],
    ['consultant', 'consultant_no_show', 'returned', 'release 1'],
    ['technical', 'technical_failure', 'returned', 'release 1'],
  ])('no-show of %s: %s, %s', async (party, status, effect, entry) => {
    const { id, version } = await session();
    const noShow = () => end(world, 'no-show', { id, version }, { as: ops, more: { party } });
    expect(outcomeOf(await noShow())).toBe('409 INVALID_TRANSITION');
    await atTime(START);
    expect((await noShow()).body).toMatchObject({ consultation: { status }, credits: { effect } });
    expect(await entriesOf(id)).toEqual(['hold 1', entry]);
  });

  it('a client may not complete, nor say who did not come; finance and editors end nothing', async () => {
    const { id, version } = await session();
    await atTime(START);
    expect(outcomeOf(await end(world, 'complete', { id, version }, { as: client }))).toBe('403 FORBIDDEN');
    expect(
      outcomeOf(await end(world, 'no-show', { id, version }, { as: client, more: { party: 'consultant' } })),
    ).toBe('403 FORBIDDEN');
    expect(
      outcomeOf(await end(world, 'complete', { id, version }, { as: await world.staff('finance') })),
    ).toBe('403 FORBIDDEN');
    expect(
      outcomeOf(await end(world, 'complete', { id, version }, { as: await world.staff('editor') })),
    ).toBe('404 NOT_FOUND');
    expect(
      outcomeOf(
        await world.api('POST', `/api/consultations/${id}/complete`, { body: { expectedVersion: version } }),
      ),
    ).toBe('401 UNAUTHENTICATED');
    expect((await stored(id)).status).toBe('booked');
    await end(world, 'complete', { id, version }, { as: ops });
  });
});

describe('the policy', () => {
  it('is the one at the time of booking, whatever the type says later', async () => {
    const { id, version } = await booked(world, { as: client, startsAt: on(11, '09:00') });
    const setNotice = (cancellationNoticeHours: number): Promise<unknown> =>
      world.payload.update({
        collection: 'consultation-types',
        id: world.types.sixty,
        data: { cancellationNoticeHours },
        overrideAccess: true,
      });
    await setNotice(72);
    await atTime(on(9, '09:00'));
    expect((await preview(client, id)).body).toMatchObject({ outcome: 'returned' });
    await end(world, 'cancel', { id, version }, { as: client });
    await setNotice(24);
  });

  it.each([
    ['Europe/London', on(27, '10:00'), on(26, '10:00')],
    ['America/New_York', on(6, '15:00'), on(5, '15:00')],
  ])('counts real hours over the change of the clocks, seen from %s', async (timezone, startsAt, edge) => {
    const traveller = await world.client({ credits: 2, timezone });
    // A Sunday, on which only staff can book.
    const onSunday = (consultantId: string) =>
      booked(world, { as: ops, startsAt, more: { clientId: traveller.id, timezone, consultantId } });
    const inTime = await onSunday(world.consultants.amelia);
    await atTime(edge);
    expect((await end(world, 'cancel', inTime, { as: traveller })).body.credits.effect).toBe('returned');
    await atTime(on(0, '08:00'));
    const late = await onSunday(world.consultants.kenji);
    await atTime(new Date(Date.parse(edge) + 1));
    expect((await end(world, 'cancel', late, { as: traveller })).body.credits.effect).toBe('consumed');
  });
});

describe('staff who book for a client', () => {
  const effects = async (id: string) => ({
    entries: await entriesOf(id),
    claims: await claimsOf(id),
    mails: await mailsOf(id),
    outbox: (await rowsOf(world, 'outbox', { subject: id })).length,
  });

  it('through the API and by saving in the admin cause the same things', async () => {
    const viaApi = await booked(world, { as: ops, startsAt: on(14, '09:00'), more: { clientId: client.id } });
    const saved = await world.api<{ doc: { id: string; status: string; version: number } }>(
      'POST',
      '/api/consultations',
      {
        as: ops,
        body: {
          client: client.id,
          consultant: world.consultants.amelia,
          type: world.types.sixty,
          startsAt: on(14, '10:30'),
          mode: 'remote',
          status: 'booked',
        },
      },
    );
    expect([saved.status, saved.body.doc?.version]).toEqual([201, 1]);
    expect(await effects(saved.body.doc.id)).toEqual(await effects(viaApi.id));
    const differing = ['id', 'title', 'startsAt', 'endsAt', 'createdAt', 'updatedAt'];
    const facts = async (id: string) =>
      Object.fromEntries(Object.entries(await stored(id)).filter(([field]) => !differing.includes(field)));
    expect(await facts(saved.body.doc.id)).toEqual(await facts(viaApi.id));
  });

  it('in the admin end a session with the consequences of the API', async () => {
    const [one, other] = [
      await booked(world, { as: client, startsAt: on(15, '09:00') }),
      await booked(world, { as: client, startsAt: on(15, '10:30') }),
    ];
    await end(world, 'cancel', one, { as: ops, more: { reason: 'Ill' } });
    const saved = await world.api('PATCH', `/api/consultations/${other.id}`, {
      as: ops,
      body: { status: 'cancelled', reason: 'Ill' },
    });
    expect(saved.status).toBe(200);
    expect(await effects(other.id)).toEqual(await effects(one.id));
    expect((await stored(other.id)).outcome).toMatchObject({
      rule: 'staff-cancelled',
      credits: 'returned',
      by: 'staff',
    });
    const again = await world.api('PATCH', `/api/consultations/${other.id}`, {
      as: ops,
      body: { status: 'completed' },
    });
    expect(again.status).toBe(409);
  });

  it('may do so outside working hours and within the notice, but never over a claim', async () => {
    const evening = await booked(world, { as: ops, startsAt: on(0, '20:00'), more: { clientId: client.id } });
    const over = await book(world, {
      as: ops,
      startsAt: on(0, '20:30'),
      more: { clientId: (await world.client({ credits: 1 })).id },
    });
    expect(outcomeOf(over)).toBe('409 SLOT_TAKEN');
    await end(world, 'cancel', evening, { as: ops });
  });

  it('in the admin cannot book over a claim or without credits either, and nothing is left behind', async () => {
    const save = (whose: Person, startsAt: string) =>
      world.api('POST', '/api/consultations', {
        as: ops,
        body: {
          client: whose.id,
          consultant: world.consultants.amelia,
          type: world.types.sixty,
          startsAt,
          mode: 'remote',
          status: 'booked',
        },
      });
    const poor = await world.client();
    expect((await save(poor, on(16, '09:00'))).status).toBe(409);
    await booked(world, { as: client, startsAt: on(16, '09:00') });
    const rich = await world.client({ credits: 1 });
    expect((await save(rich, on(16, '09:30'))).status).toBe(409);
    for (const whose of [poor, rich]) {
      expect(await rowsOf(world, 'consultations', { client: new ObjectId(whose.id) })).toEqual([]);
      expect(await rowsOf(world, 'slot-claims', { person: whose.id })).toEqual([]);
    }
  });

  it('cannot write what the product decides: price, outcome, version, policy', async () => {
    const forged = {
      credits: 0,
      version: 9,
      policy: { noticeHours: 0 },
      outcome: { credits: 'returned', rule: 'mine' },
      endsAt: on(17, '09:15'),
    };
    const saved = await world.api<{ doc: { id: string } }>('POST', '/api/consultations', {
      as: ops,
      body: {
        client: client.id,
        consultant: world.consultants.amelia,
        type: world.types.sixty,
        startsAt: on(17, '09:00'),
        mode: 'remote',
        status: 'completed',
        ...forged,
      },
    });
    const { id } = saved.body.doc;
    expect(await stored(id)).toMatchObject({
      status: 'booked',
      credits: 1,
      version: 1,
      policy: { noticeHours: 24 },
      endsAt: on(17, '10:00'),
    });
    await world.api('PATCH', `/api/consultations/${id}`, {
      as: ops,
      body: { ...forged, startsAt: on(18, '09:00'), client: amelia.id },
    });
    expect(await stored(id)).toMatchObject({
      status: 'booked',
      credits: 1,
      version: 1,
      startsAt: on(17, '09:00'),
      client: client.id,
    });
    expect((await stored(id)).outcome?.rule).toBeFalsy();
  });

  it("is closed to clients: Payload's own create, update and delete", async () => {
    const { id } = await booked(world, { as: client, startsAt: on(18, '09:00') });
    const body = {
      client: client.id,
      consultant: world.consultants.amelia,
      type: world.types.sixty,
      startsAt: on(18, '10:30'),
      mode: 'remote',
      status: 'booked',
    };
    expect((await world.api('POST', '/api/consultations', { as: client, body })).status).toBe(403);
    expect(
      (await world.api('PATCH', `/api/consultations/${id}`, { as: client, body: { status: 'cancelled' } }))
        .status,
    ).toBeGreaterThanOrEqual(403);
    expect(
      (await world.api('DELETE', `/api/consultations/${id}`, { as: ops })).status,
    ).toBeGreaterThanOrEqual(403);
    expect((await stored(id)).status).toBe('booked');
  });
});

describe('looking at sessions', () => {
  it('the calendar file is the session, for each of its people', async () => {
    const { id } = await booked(world, { as: client, startsAt: on(21, '09:00') });
    const file = await world.api<string>('GET', `/api/consultations/${id}/calendar.ics`, { as: client });
    expect([file.status, file.headers.get('content-type')]).toEqual([
      200,
      'text/calendar; charset=utf-8; method=PUBLISH',
    ]);
    expect(file.body).toMatch(/DTSTART[^\r\n]*20310324T/);
    expect(file.body).toContain(id);
    expect(
      (await world.api<string>('GET', `/api/consultations/${id}/calendar.ics`, { as: amelia })).status,
    ).toBe(200);
    expect(codeOf(await world.api('GET', `/api/consultations/${id}/calendar.ics`))).toBe('UNAUTHENTICATED');
  });

  it('availability no longer offers what is booked, and offers it again when it is cancelled', async () => {
    const query = new URLSearchParams({
      consultantId: world.consultants.amelia,
      typeId: world.types.sixty,
      from: on(22, '00:00'),
      to: on(23, '00:00'),
    });
    const offered = async (): Promise<string[]> =>
      (
        await world.api<{ slots: { startsAt: string }[] }>(
          'GET',
          `/api/consultations/availability?${query}`,
          { as: client },
        )
      ).body.slots.map(({ startsAt }) => startsAt.slice(11, 16));
    const whole = [
      '09:00',
      '09:30',
      '10:00',
      '10:30',
      '11:00',
      '11:30',
      '13:30',
      '14:00',
      '14:30',
      '15:00',
      '15:30',
      '16:00',
      '16:30',
    ];
    expect(await offered()).toEqual(whole);
    const session = await booked(world, { as: client, startsAt: on(22, '10:30') });
    expect(await offered()).toEqual(['09:00', ...whole.slice(6)]);
    await end(world, 'cancel', session, { as: client });
    expect(await offered()).toEqual(whole);
  });

  it('availability is asked for at most 62 days, forwards, and signed in', async () => {
    const ask = (from: string, to: string, as?: Person) =>
      world.api(
        'GET',
        availabilityPath({ consultantId: world.consultants.amelia, typeId: world.types.sixty, from, to }),
        { as },
      );
    expect(codeOf(await ask(on(0, '00:00'), on(63, '00:00'), client))).toBe('VALIDATION');
    expect(codeOf(await ask(on(1, '00:00'), on(0, '00:00'), client))).toBe('VALIDATION');
    expect(codeOf(await ask(on(0, '00:00'), on(1, '00:00')))).toBe('UNAUTHENTICATED');
  });
});

describe('after all of this', () => {
  it('wallets, ledger, holds, claims and bookings agree', async () => {
    expect(await brokenInvariants(world)).toEqual([]);
  });
});
