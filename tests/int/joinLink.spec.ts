import { ObjectId } from 'mongodb';

import { rowsOf } from '../support/invariants';
import { atTime, booked, type ConsultationBody, on, outcomeOf } from '../support/steps';
import { type Person, startWorld, type World } from '../support/world';

/** The way into a meeting, wherever people are shown it: right, or not there. */
let world: World;
let client: Person;
let ops: Person;
let kenji: Person;
let session: ConsultationBody;
let oldLink: string;

beforeAll(async () => {
  world = await startWorld('join link');
  await atTime(on(0, '08:00'));
  [client, ops] = [await world.client({ credits: 1 }), await world.staff('ops')];
  kenji = await world.staff('consultant', { consultant: world.consultants.kenji });
  session = await booked(world, { as: client, startsAt: on(7, '09:00'), more: { topic: 'A way in' } });
  await world.work();
  oldLink = String((await rowOf()).joinUrl);
});
afterAll(() => world.close());

interface Meeting {
  state: string;
  joinUrl?: string | null;
  passcode?: string | null;
}

const rowOf = async (): Promise<Meeting> =>
  (await rowsOf(world, 'consultations', { _id: new ObjectId(session.id) }))[0]?.meeting as Meeting;
const readBy = async (as: Person, query = 'depth=0'): Promise<Meeting | undefined> =>
  (await world.api<{ meeting?: Meeting }>('GET', `/api/consultations/${session.id}?${query}`, { as })).body
    .meeting;
const led = async (at: 'google' | 'outlook'): Promise<string> => {
  const reply = await world.api('GET', `/api/consultations/${session.id}/add-to-calendar?at=${at}`, {
    as: client,
  });
  expect(reply.status).toBe(302);
  return reply.headers.get('location') ?? '';
};
const placeOf = (address: string): string | null => new URL(address).searchParams.get('location');

const decoded = (html: string): string =>
  html
    .replaceAll(/&#x([0-9a-f]+);/gi, (_all, code: string) => String.fromCharCode(parseInt(code, 16)))
    .replaceAll('&amp;', '&');

/** The links of the newest mail to the client. */
const linksOfMail = (): string[] => {
  const html = world.mailbox.to(client.email).at(-1)?.html ?? '';
  return [...html.matchAll(/href="(https:\/\/(?:calendar\.google|outlook\.office)[^"]+)"/g)].map(([, href]) =>
    decoded(String(href)),
  );
};

describe('the way into a meeting', () => {
  it('is shown while the meeting is ready', async () => {
    expect(await readBy(client)).toMatchObject({ state: 'ready', joinUrl: oldLink });
    expect([placeOf(await led('google')), placeOf(await led('outlook'))]).toEqual([oldLink, oldLink]);
  });

  it('leads into a calendar as the mails do: the same pages, and no plus sign for Outlook', async () => {
    const pages = [await led('google'), await led('outlook')];
    expect(linksOfMail()).toEqual(expect.arrayContaining(pages));
    expect(pages[1]).toContain('subject=Consultation%2C%2060%20minutes%20with');
    expect(pages[1]).not.toContain('+');
  });

  it('is shown nowhere while a new host has none yet, and is the new one then', async () => {
    const reply = await world.api<{ consultation: ConsultationBody }>(
      'POST',
      `/api/consultations/${session.id}/reschedule`,
      { as: ops, body: { expectedVersion: 1, consultantId: world.consultants.kenji } },
    );
    expect(outcomeOf(reply)).toBe('200');
    // The row still holds what the old host's meeting needs for its end.
    expect(await rowOf()).toMatchObject({ state: 'pending', joinUrl: oldLink });
    expect(reply.body.consultation.meeting).toEqual({ state: 'pending', joinUrl: null });
    for (const as of [client, kenji]) {
      for (const query of [
        'depth=0',
        'depth=2',
        'select[meeting][joinUrl]=true&select[meeting][passcode]=true',
      ]) {
        const meeting = await readBy(as, query);
        expect([query, meeting?.joinUrl ?? null, meeting?.passcode ?? null]).toEqual([query, null, null]);
      }
    }
    expect(await readBy(ops)).toMatchObject({ state: 'pending', joinUrl: oldLink });
    expect([placeOf(await led('google')), placeOf(await led('outlook'))]).toEqual([
      'Online, by Zoom',
      'Online, by Zoom',
    ]);
    await world.work();
    const { joinUrl } = await rowOf();
    expect(joinUrl).not.toBe(oldLink);
    for (const as of [client, kenji]) expect(await readBy(as)).toMatchObject({ state: 'ready', joinUrl });
    expect(placeOf(await led('google'))).toBe(joinUrl);
  });
});
