import fc from '../support/properties';
import { ObjectId } from 'mongodb';
import { type Email } from 'postal-mime';

import { calendarClient, type Entry } from '../support/calendarClient';
import { brokenInvariants, rowsOf } from '../support/invariants';
import { atTime, booked, type ConsultationBody, end, on, outcomeOf } from '../support/steps';
import { type Person, startWorld, type World } from '../support/world';

const MINUTE = 60_000;
const DAY = 86_400_000;

let world: World;
let ops: Person;
let clock: number;
beforeAll(async () => {
  world = await startWorld('calendar');
  await wait(0, Date.parse(on(0, '08:00')));
  ops = await world.staff('ops');
});
beforeEach(() => wait(0, Date.parse(on(0, '08:00'))));
afterAll(() => world.close());

async function wait(ms: number, from = clock): Promise<void> {
  clock = from + ms;
  await atTime(new Date(clock));
}

const emailOf = async (consultant: string): Promise<string> =>
  (
    await world.payload.findByID({
      collection: 'consultants',
      id: consultant,
      depth: 0,
      overrideAccess: true,
    })
  ).email;
const move = (session: Pick<ConsultationBody, 'id' | 'version'>, as: Person, more: Record<string, unknown>) =>
  world.api<{ consultation: ConsultationBody }>('POST', `/api/consultations/${session.id}/reschedule`, {
    as,
    body: { expectedVersion: session.version, ...more },
  });
const stored = (id: string) =>
  world.payload.findByID({ collection: 'consultations', id, depth: 0, overrideAccess: true });

/** The calendar part of a mail, and of which session it is. */
function partOf(mail: Email): string | null {
  const part = mail.attachments.find(({ mimeType }) => mimeType === 'text/calendar');
  if (!part) return null;
  const file =
    typeof part.content === 'string' ? part.content : Buffer.from(part.content as ArrayBuffer).toString();
  // What the mail program is told must be what the file says, or it shows no invitation.
  expect(file).toMatch(new RegExp(`^METHOD:${part.method}\\r?$`, 'm'));
  return file;
}
const partsTo = (address: string, session: string): string[] =>
  world.mailbox
    .to(address)
    .map(partOf)
    .filter((file): file is string => file?.includes(session) ?? false);
const mailsAbout = (address: string, session: string): Email[] =>
  world.mailbox.to(address).filter((mail) => partOf(mail)?.includes(session));

/** What a calendar shows that has received these mails, in this order. */
function shownTo(address: string, parts: string[], forgets = false): Entry[] {
  const calendar = calendarClient(address, { forgets });
  for (const part of parts) calendar.receive(part);
  return calendar.shown();
}

/** Hours later the mail server is well and everything has gone out. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) {
    await wait(20 * MINUTE);
    await world.work();
  }
}

describe('a session given to another consultant', () => {
  it("leaves the old one's calendar, comes into the new one's, and stays the same event in the client's", async () => {
    const { amelia, kenji } = world.consultants;
    const client = await world.client({ credits: 1 });
    const session = await booked(world, { as: client, startsAt: on(7, '09:00') });
    await world.work();
    const moved = await move(session, ops, {
      consultantId: kenji,
      startsAt: on(8, '10:00'),
      reason: 'Amelia is unwell',
    });
    expect(outcomeOf(moved)).toBe('200');
    await settle();
    const [old, next] = [await emailOf(amelia), await emailOf(kenji)];
    expect(shownTo(old, partsTo(old, session.id))).toEqual([]);
    expect(shownTo(next, partsTo(next, session.id))).toMatchObject([
      { startsAt: on(8, '10:00'), endsAt: on(8, '11:00'), summary: expect.stringContaining('Cleo') },
    ]);
    expect(shownTo(client.email, partsTo(client.email, session.id))).toMatchObject([
      { startsAt: on(8, '10:00'), summary: expect.stringContaining('Kenji') },
    ]);
    // The removal names the time they knew, under the version that took it away, and no way into a colleague's meeting.
    const removal = partsTo(old, session.id).at(-1) ?? '';
    expect(removal).toMatch(/^METHOD:CANCEL\r?$/m);
    expect(removal).toMatch(/^SEQUENCE:2\r?$/m);
    expect(removal).toContain(`DTSTART:${on(7, '09:00').replace(/[-:]|\.000/g, '')}`);
    expect(removal).not.toContain('/j/');
    const uids = new Set(
      [old, next, client.email]
        .flatMap((address) => partsTo(address, session.id))
        .map((file) => /^UID:(.+)$/m.exec(file)?.[1]?.trim()),
    );
    expect(uids.size).toBe(1);
  });

  it('is told in words that fit what changed', async () => {
    const { amelia, kenji } = world.consultants;
    const client = await world.client({ credits: 1 });
    let session = await booked(world, { as: client, startsAt: on(9, '09:00') });
    await settle();
    const told: string[][] = [];
    for (const change of [
      { startsAt: on(9, '10:30') },
      { consultantId: kenji },
      { consultantId: amelia, startsAt: on(9, '13:30') },
    ]) {
      session = (await move(session, ops, change)).body.consultation;
      await settle();
      const mail = mailsAbout(client.email, session.id).at(-1);
      told.push([mail?.subject ?? '', mail?.text ?? '']);
    }
    const [time, consultant, both] = told;
    expect(time?.[0]).toMatch(/^New time: .+ with Amelia Hart, .+06:30–07:30$/);
    expect(time?.[1]).toMatch(/Before: .+05:00–06:00/);
    expect(consultant?.[0]).toMatch(/^New consultant: .+ with Kenji Tanaka, /);
    expect(consultant?.[1]).toMatch(/instead of\s+Amelia\s+Hart;\s+its\s+time\s+stays/);
    expect(consultant?.[1]).not.toContain('Before:');
    expect(both?.[0]).toMatch(/^New time and consultant: .+ with Amelia Hart, /);
    expect(both?.[1]).toMatch(/instead of\s+Kenji\s+Tanaka,\s+at\s+a\s+new\s+time/);
    const handedOver = mailsAbout(await emailOf(amelia), session.id).find(({ subject }) =>
      subject?.startsWith('Handed over'),
    );
    expect(handedOver?.text?.replace(/\s+/g, ' ')).toContain('now held by Kenji Tanaka');
    expect(
      await rowsOf(world, 'messages', {
        consultation: new ObjectId(session.id),
        state: { $nin: ['sent', 'dropped'] },
      }),
    ).toEqual([]);
  });

  it('and back before any mail went out: one invitation, no removal after it, nothing to the colleague', async () => {
    const { amelia, kenji } = world.consultants;
    const client = await world.client({ credits: 1 });
    const session = await booked(world, { as: client, startsAt: on(10, '09:00') });
    await settle();
    const away = (await move(session, ops, { consultantId: kenji })).body.consultation;
    await move(away, ops, { consultantId: amelia, startsAt: on(10, '10:30') });
    await settle();
    const address = await emailOf(amelia);
    const parts = partsTo(address, session.id);
    expect(parts.at(-1)).toMatch(/^METHOD:REQUEST\r?$/m);
    expect(parts.some((part) => part.includes('METHOD:CANCEL'))).toBe(false);
    expect(shownTo(address, parts, true)).toMatchObject([{ startsAt: on(10, '10:30') }]);
    expect(partsTo(await emailOf(kenji), session.id)).toEqual([]);
  });
});

describe('a calendar that would keep what is no longer true', () => {
  it('is told of a cancellation after the mail server was down past the session', async () => {
    const client = await world.client({ credits: 1 });
    const session = await booked(world, { as: client, startsAt: on(2, '09:00') });
    await settle();
    await end(world, 'cancel', session, { as: client });
    for (let tries = 0; tries < 2; tries += 1) world.mailbox.refuseNext(451);
    await world.work();
    await wait(0, Date.parse(on(2, '12:00')));
    await settle();
    expect(shownTo(client.email, partsTo(client.email, session.id))).toEqual([]);
  });

  it('is told of a move to an earlier time although that has passed, the session completed meanwhile', async () => {
    const client = await world.client({ credits: 1 });
    const session = await booked(world, { as: client, startsAt: on(17, '09:00') });
    await settle();
    const moved = (await move(session, ops, { startsAt: on(3, '09:00') })).body.consultation;
    await wait(0, Date.parse(on(3, '10:30')));
    await end(world, 'complete', moved, { as: ops });
    await settle();
    expect(shownTo(client.email, partsTo(client.email, session.id))).toMatchObject([
      { startsAt: on(3, '09:00') },
    ]);
  });

  it('gets nothing of a session it never had and that is over', async () => {
    const client = await world.client({ credits: 1 });
    const session = await booked(world, { as: client, startsAt: on(4, '09:00') });
    await wait(0, Date.parse(on(4, '09:00')));
    await settle();
    expect(partsTo(client.email, session.id)).toEqual([]);
    expect(
      await rowsOf(world, 'messages', { consultation: new ObjectId(session.id), template: /confirmation/ }),
    ).toMatchObject([{ state: 'dropped' }, { state: 'dropped' }]);
  });
});

describe('the file to download', () => {
  it('is published, asks nobody, says no topic and no notes, and is the same until the session changes', async () => {
    const client = await world.client({ credits: 1 });
    const session = await booked(world, {
      as: client,
      startsAt: on(11, '09:00'),
      more: { topic: 'Layoffs', notes: 'Confidential' },
    });
    await world.work();
    const download = () => world.api('GET', `/api/consultations/${session.id}/calendar.ics`, { as: client });
    const reply = await download();
    const file = String(reply.body);
    expect(reply.headers.get('content-type')).toBe('text/calendar; charset=utf-8; method=PUBLISH');
    expect(file).toMatch(/^METHOD:PUBLISH\r?$/m);
    expect(file).not.toMatch(/ATTENDEE|Layoffs|Confidential/);
    await wait(DAY / 4);
    expect((await download()).body).toBe(file);
    await end(world, 'cancel', session, { as: client });
    expect(String((await download()).body)).toMatch(/^STATUS:CANCELLED\r?$/m);
  });
});

/** What people and mail servers do, as data. */
type Step =
  | { kind: 'move'; slot: number; consultant: 'amelia' | 'kenji' }
  | { kind: 'cancel' }
  | { kind: 'work' }
  | { kind: 'refuse' }
  | { kind: 'wait'; minutes: number };

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('move' as const),
        slot: fc.nat(7),
        consultant: fc.constantFrom('amelia' as const, 'kenji' as const),
      }),
    },
    { weight: 1, arbitrary: fc.constant({ kind: 'cancel' as const }) },
    { weight: 3, arbitrary: fc.constant({ kind: 'work' as const }) },
    { weight: 1, arbitrary: fc.constant({ kind: 'refuse' as const }) },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant('wait' as const), minutes: fc.constantFrom(1, 30) }),
    },
  ),
  { minLength: 5, maxLength: 12 },
);

async function play(session: ConsultationBody, day: number, happened: Step[]): Promise<void> {
  for (const step of happened) {
    const now = await stored(session.id);
    const current = { id: session.id, version: now.version ?? 1 };
    if (step.kind === 'work') await world.work();
    if (step.kind === 'refuse') world.mailbox.refuseNext(451);
    if (step.kind === 'wait') await wait(step.minutes * MINUTE);
    if (now.status !== 'booked') continue;
    if (step.kind === 'move')
      await move(current, ops, {
        startsAt: on(day, `${String(10 + step.slot).padStart(2, '0')}:00`),
        consultantId: world.consultants[step.consultant],
      });
    if (step.kind === 'cancel') await end(world, 'cancel', current, { as: ops });
  }
  await settle();
}

describe('a simulated calendar client that receives the real mails', () => {
  it('in any order and more than once ends in the true state, for generated histories', async () => {
    let day = 30;
    let mails = 0;
    const history = fc.asyncProperty(steps, fc.infiniteStream(fc.nat(1000)), async (happened, dice) => {
      await wait(0, Date.parse(on(0, '08:00')));
      const client = await world.client({ credits: 1 });
      const session = await booked(world, {
        as: ops,
        startsAt: on((day += 1), '09:00'),
        more: { clientId: client.id },
      });
      await play(session, day, happened);
      const truth = await stored(session.id);
      for (const [address, consultant] of [
        [client.email, null],
        [await emailOf(world.consultants.amelia), world.consultants.amelia],
        [await emailOf(world.consultants.kenji), world.consultants.kenji],
      ] as const) {
        const parts = partsTo(address, session.id);
        const shuffled = [...parts, ...parts.filter(() => (dice.next().value as number) % 2 === 0)]
          .map((part) => ({ part, at: dice.next().value as number }))
          .sort((one, other) => one.at - other.at)
          .map(({ part }) => part);
        const isTheirs =
          truth.status === 'booked' && (consultant === null || truth.consultant === consultant);
        const expected = isTheirs
          ? [expect.objectContaining({ startsAt: truth.startsAt, endsAt: truth.endsAt })]
          : [];
        expect(shownTo(address, shuffled)).toEqual(expected);
        expect(shownTo(address, parts, true)).toEqual(expected);
        mails += parts.length;
      }
    });
    await fc.assert(history, { numRuns: 8, endOnFailure: true });
    expect(mails).toBeGreaterThan(16);
    expect(await brokenInvariants(world)).toEqual([]);
    process.stdout.write(`figure: real calendar histories 8, calendar parts ${mails}\n`);
  });
});
