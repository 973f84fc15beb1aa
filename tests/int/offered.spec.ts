import { ObjectId } from 'mongodb';

import { availabilityPath } from '../support/availability';
import { brokenInvariants, rowsOf } from '../support/invariants';
import { type Random, randomOf } from '../support/random';
import { atTime, book, booked, type ConsultationBody, end, newKey, on, outcomeOf } from '../support/steps';
import { CASE_REPEATS, CASE_SEED } from '../support/volume';
import { type Person, startWorld, type World } from '../support/world';

/**
 * Every slot that is offered can be had: through the real routes, for rules drawn by chance. Again:
 * CASE_SEED=<seed>.
 */
const SCENES = Array.from({ length: CASE_REPEATS * 4 }, (_, index) => CASE_SEED + index);
const TAKEN_A_SCENE = 6;

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const ZONES = [
  'Europe/London',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'UTC',
];

interface Slot {
  startsAt: string;
  endsAt: string;
}

let world: World;
let ops: Person;
let finance: Person;
/** What was tried in all scenes, so that a set of rules that offers nothing does not pass for a test. */
let tried = { booked: 0, moved: 0 };

beforeAll(async () => {
  world = await startWorld('offered');
  await atTime(on(0, '08:00'));
  [ops, finance] = [await world.staff('ops'), await world.staff('finance')];
});
beforeEach(() => atTime(on(0, '08:00')));
afterEach(async () => expect(await brokenInvariants(world)).toEqual([]));
afterAll(() => world.close());

const dayAfter = (days: number): string => on(days, '00:00').slice(0, 10);
const wallOf = (quarters: number): string =>
  `${String(Math.floor(quarters / 4)).padStart(2, '0')}:${String((quarters % 4) * 15).padStart(2, '0')}`;

function period(random: Random): { from: string; to: string } {
  const from = random.int(0, 80);
  return { from: wallOf(from), to: wallOf(Math.min(from + random.int(8, 40), 96)) };
}

const consultantRules = (random: Random) => ({
  active: true,
  timezone: random.pick(ZONES),
  weeklyHours: Array.from({ length: random.int(4, 9) }, () => ({
    day: random.pick(DAYS),
    ...period(random),
  })),
  exceptions: Array.from({ length: random.int(0, 2) }, () => ({
    date: dayAfter(random.int(0, 40)),
    hours: random.pick([[], [period(random)]]),
  })),
  travels: random.pick([[], [{ from: dayAfter(10), to: dayAfter(14), timezone: random.pick(ZONES) }]]),
  horizonDays: random.int(20, 60),
  dailyLimit: random.pick([null, 1, 2, 4]),
});

const typeRules = (random: Random) => ({
  active: true,
  minutes: random.pick([30, 60, 90]),
  bufferBefore: random.pick([0, 15, 30]),
  bufferAfter: random.pick([0, 15, 45]),
  minNoticeHours: random.pick([0, 12, 48]),
});

const setConsultant = (data: Partial<ReturnType<typeof consultantRules>>) =>
  world.payload.update({
    collection: 'consultants',
    id: world.consultants.amelia,
    data,
    overrideAccess: true,
  });
const setType = (data: Partial<ReturnType<typeof typeRules>>) =>
  world.payload.update({
    collection: 'consultation-types',
    id: world.types.sixty,
    data,
    overrideAccess: true,
  });

async function offered(as: Person, moving?: string): Promise<Slot[]> {
  const query = new URLSearchParams({
    consultantId: world.consultants.amelia,
    typeId: world.types.sixty,
    from: on(0, '08:00'),
    to: on(61, '00:00'),
    ...(moving ? { consultationId: moving } : {}),
  });
  const reply = await world.api<{ slots: Slot[] }>('GET', `/api/consultations/availability?${query}`, { as });
  expect(outcomeOf(reply)).toBe('200');
  return reply.body.slots;
}

const rowOf = async (id: string) => (await rowsOf(world, 'consultations', { _id: new ObjectId(id) }))[0];
const spanOf = async (id: string) => {
  const row = await rowOf(id);
  return {
    startsAt: (row?.startsAt as Date | undefined)?.toISOString(),
    endsAt: (row?.endsAt as Date | undefined)?.toISOString(),
  };
};
const cancel = async (session: Pick<ConsultationBody, 'id' | 'version'>): Promise<void> =>
  expect(outcomeOf(await end(world, 'cancel', session, { as: ops }))).toBe('200');

/** Sessions of others, wherever staff may put them: working hours do not bind the office. */
async function othersAround(random: Random): Promise<ConsultationBody[]> {
  const other = await world.client({ credits: 6 });
  const sessions: ConsultationBody[] = [];
  for (let count = random.int(2, 6); count > 0; count -= 1) {
    const reply = await book(world, {
      as: ops,
      startsAt: on(random.int(1, 20), wallOf(random.int(0, 90))),
      more: { clientId: other.id },
    });
    if (reply.status === 201) sessions.push(reply.body.consultation);
  }
  return sessions;
}

async function clientFor(days: number): Promise<Person> {
  const client = await world.client();
  await world.api('POST', '/api/credits/assign', {
    as: finance,
    key: newKey(),
    body: {
      clientId: client.id,
      credits: 1,
      validityDays: days,
      reasonCode: 'goodwill',
      note: 'For this scene',
    },
  });
  return client;
}

describe('every slot that is offered', () => {
  it.each(SCENES)('can be booked (seed %i)', async (seed) => {
    const random = randomOf(seed);
    await setConsultant(consultantRules(random));
    await setType(typeRules(random));
    const others = await othersAround(random);
    const client = await world.client({ credits: 1 });
    for (const slot of random.shuffled(await offered(client)).slice(0, TAKEN_A_SCENE)) {
      const session = await booked(world, { as: client, startsAt: slot.startsAt });
      expect(await spanOf(session.id)).toEqual(slot);
      await cancel(session);
      tried = { ...tried, booked: tried.booked + 1 };
    }
    for (const other of others) await cancel(other);
  });

  it.each(SCENES)(
    'can be moved to, whatever has become of the type and the credits (seed %i)',
    async (seed) => {
      const random = randomOf(seed);
      await setConsultant(consultantRules(random));
      await setType(typeRules(random));
      const others = await othersAround(random);
      const client = await clientFor(random.int(15, 60));
      const first = (await offered(client)).find(
        ({ startsAt }) => startsAt > on(3, '00:00') && startsAt < on(14, '00:00'),
      );
      if (!first) return;
      const session = await booked(world, { as: client, startsAt: first.startsAt });
      const minutes = (Date.parse(first.endsAt) - Date.parse(first.startsAt)) / 60_000;
      await setType({ ...typeRules(random), active: random.pick([true, false]) });
      let version = session.version;
      for (let moves = 0; moves < TAKEN_A_SCENE; moves += 1) {
        const slots = await offered(client, session.id);
        if (slots.length === 0) break;
        const slot = random.pick(slots);
        expect(Date.parse(slot.endsAt) - Date.parse(slot.startsAt)).toBe(minutes * 60_000);
        const reply = await world.api<{ consultation: ConsultationBody }>(
          'POST',
          `/api/consultations/${session.id}/reschedule`,
          { as: client, body: { expectedVersion: version, startsAt: slot.startsAt } },
        );
        expect([slot.startsAt, outcomeOf(reply), reply.body]).toEqual([
          slot.startsAt,
          '200',
          expect.anything(),
        ]);
        version = reply.body.consultation.version;
        expect(await spanOf(session.id)).toEqual(slot);
        tried = { ...tried, moved: tried.moved + 1 };
      }
      for (const other of [...others, { id: session.id, version }]) await cancel(other);
    },
  );

  it('was tried often enough', () => {
    expect(tried.booked).toBeGreaterThan(SCENES.length);
    expect(tried.moved).toBeGreaterThan(SCENES.length);
  });
});

describe('the times a session may be moved to', () => {
  const plain = {
    active: true,
    timezone: 'UTC',
    weeklyHours: DAYS.map((day) => ({ day, from: '09:00', to: '12:00' })),
    exceptions: [],
    travels: [],
    horizonDays: 60,
    dailyLimit: null,
  };
  const hour = { active: true, minutes: 60, bufferBefore: 0, bufferAfter: 15, minNoticeHours: 12 };
  beforeEach(async () => {
    await setConsultant(plain);
    await setType(hour);
  });
  afterAll(() => setType(hour));

  it('are offered and taken when its type is no longer on offer, in the length it was booked with', async () => {
    const client = await world.client({ credits: 1 });
    const session = await booked(world, { as: client, startsAt: on(7, '09:00') });
    await setType({ active: false, minutes: 120, bufferAfter: 60 });
    const slots = await offered(client, session.id);
    expect(slots).toContainEqual({ startsAt: on(7, '11:00'), endsAt: on(7, '12:00') });
    expect(
      (
        await world.api(
          'GET',
          availabilityPath({
            consultantId: world.consultants.amelia,
            typeId: world.types.sixty,
            from: on(7, '00:00'),
            to: on(8, '00:00'),
          }),
          { as: client },
        )
      ).status,
    ).toBe(404);
    expect(
      outcomeOf(
        await world.api('POST', `/api/consultations/${session.id}/reschedule`, {
          as: client,
          body: { expectedVersion: 1, startsAt: on(7, '11:00') },
        }),
      ),
    ).toBe('200');
    expect(await spanOf(session.id)).toEqual({ startsAt: on(7, '11:00'), endsAt: on(7, '12:00') });
    await cancel({ id: session.id, version: 2 });
  });

  it('end before the credits it holds expire', async () => {
    const client = await clientFor(20);
    const session = await booked(world, { as: client, startsAt: on(8, '09:00') });
    const last = (await offered(client, session.id)).at(-1);
    // Assigned at 08:00 on that Monday, for twenty days: 11:00 of the day before is the last hour.
    expect(last).toEqual({ startsAt: on(19, '11:00'), endsAt: on(19, '12:00') });
    await cancel(session);
  });

  it('are none for a client once cancelling costs the credit, and all for the office', async () => {
    const client = await world.client({ credits: 1 });
    const session = await booked(world, { as: client, startsAt: on(7, '09:00') });
    await atTime(on(6, '09:01'));
    expect(await offered(client, session.id)).toEqual([]);
    expect((await offered(ops, session.id)).length).toBeGreaterThan(0);
    await cancel(session);
  });

  it('say how far ahead the consultant can be booked', async () => {
    const client = await world.client();
    await setConsultant({ ...plain, horizonDays: 365 });
    const ask = (from: string, to: string) =>
      world.api<{ slots: Slot[]; bookableUntil: string }>(
        'GET',
        availabilityPath({ consultantId: world.consultants.amelia, typeId: world.types.sixty, from, to }),
        { as: client },
      );
    const late = await ask(on(330, '00:00'), on(390, '00:00'));
    expect(late.body.bookableUntil).toBe(on(365, '08:00'));
    expect(late.body.slots.at(-1)).toMatchObject({ startsAt: on(364, '11:00') });
  });
});
