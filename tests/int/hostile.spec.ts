import { ObjectId } from 'mongodb';
import { type Email } from 'postal-mime';

import { sampleBrand } from '../../src/emails/brand';
import { catalog, TEMPLATE_KEYS } from '../../src/emails/catalog';
import { defaultTemplate } from '../../src/emails/defaults';
import { renderEmail } from '../../src/emails/render';
import { sampleOf } from '../../src/emails/samples';
import { variableList } from '../../src/emails/variableList';
import { faultCase } from '../support/cases';
import { elementsOf, HOSTILE, HOSTILE_KINDS, STEERING } from '../support/hostile';
import { atTime, booked, end, on, outcomeOf } from '../support/steps';
import { type Person, startWorld, type World } from '../support/world';

let world: World;
beforeAll(async () => {
  world = await startWorld('hostile');
  await atTime(on(0, '08:00'));
});
afterAll(() => world.close());

const withoutLinks = (key: (typeof TEMPLATE_KEYS)[number]): string[] =>
  variableList(key)
    .filter(({ name, isLink }) => !isLink && Object.hasOwn(catalog[key].variables.shape, name))
    .map(({ name }) => name);

faultCase(
  30,
  'hostile words in every template are words: same page, one line in the subject, not too large',
  async ({ random }) => {
    for (const key of TEMPLATE_KEYS) {
      const render = (variables: Record<string, string>) =>
        renderEmail({ key, template: defaultTemplate(key), variables, brand: sampleBrand });
      const full = sampleOf(key, 'full');
      const usual = elementsOf((await render(full)).html);
      for (const [at, kind] of random.shuffled(HOSTILE_KINDS).entries()) {
        // All alike once; then each its own.
        const words = Object.fromEntries(
          withoutLinks(key).map((name) => [
            name,
            at === 0 ? HOSTILE[kind] : `x ${HOSTILE[random.pick(HOSTILE_KINDS)]}`,
          ]),
        );
        const { subject, preheader, html, text } = await render({ ...full, ...words });
        expect([key, kind, elementsOf(html)]).toEqual([key, kind, usual]);
        expect([key, kind, Buffer.byteLength(html) < 100_000, text.length < 40_000]).toEqual([
          key,
          kind,
          true,
          true,
        ]);
        for (const line of [subject, preheader])
          expect([key, kind, /[\r\n\u2028\u2029]/.test(line)]).toEqual([key, kind, false]);
        for (const part of [subject, preheader, html, text])
          expect([key, kind, STEERING.test(part)]).toEqual([key, kind, false]);
      }
    }
  },
);

/** Puts words where no door would take them: what is stored may be older than the door. */
async function store(collection: string, id: string, words: Record<string, string>): Promise<void> {
  const { nativeCollection } = await import('../../src/platform/store');
  await nativeCollection(world.payload, collection).updateOne({ _id: new ObjectId(id) }, { $set: words });
}

/** Books, moves and cancels an hour, with these words wherever words are asked for; the mails that came of it. */
async function story(
  day: number,
  words: Record<'first' | 'last' | 'topic' | 'consultant' | 'reason' | 'location', string>,
): Promise<{ client: Person; mails: Email[] }> {
  const client = await world.client({ credits: 5 });
  await world.work();
  const mails: Email[] = [];
  // A worker sends both sides at once: whichever arrives first, the client's stands first.
  const work = async (): Promise<void> => {
    const before = world.mailbox.mails.length;
    await world.work();
    const isTheirs = (mail: Email): number => (mail.to?.[0]?.address === client.email ? 0 : 1);
    mails.push(...world.mailbox.mails.slice(before).sort((one, other) => isTheirs(one) - isTheirs(other)));
  };
  await store('clients', client.id, { firstName: words.first, lastName: words.last });
  await store('consultants', world.consultants.amelia, { name: words.consultant });
  const session = await booked(world, {
    as: client,
    startsAt: on(day, '09:00'),
    more: { mode: 'in_person' },
  });
  await store('consultations', session.id, {
    topic: words.topic,
    notes: words.topic,
    location: words.location,
  });
  await work();
  const moved = await world.api<{ consultation: { version: number } }>(
    'POST',
    `/api/consultations/${session.id}/reschedule`,
    { as: client, body: { expectedVersion: 1, startsAt: on(day, '13:30') } },
  );
  await work();
  const said = words.reason.slice(0, 400);
  const cancelled = await end(
    world,
    'cancel',
    { id: session.id, version: moved.body.consultation.version },
    { as: client, more: { reason: said } },
  );
  // A door may refuse words; then others end the story.
  if (cancelled.status >= 400)
    await end(world, 'cancel', { id: session.id, version: moved.body.consultation.version }, { as: client });
  await work();
  return { client, mails };
}

const headersOf = ({ headers }: Email): string[] => headers.map(({ key }) => key).sort();
const calendarOf = ({ attachments }: Email): string => {
  const part = attachments.find(({ mimeType }) => mimeType === 'text/calendar');
  return part
    ? typeof part.content === 'string'
      ? part.content
      : new TextDecoder().decode(part.content)
    : '';
};
const propertiesOf = (calendar: string): string[] =>
  calendar
    .replaceAll(/\r\n[ \t]/g, '')
    .split('\r\n')
    .map((line) => /^[A-Z-]+(:(BEGIN|END|VEVENT|VCALENDAR|REQUEST|CANCEL))?/.exec(line)?.[0] ?? line)
    .sort();

/** Far more than a door takes, less than the fields made of several such words hold. */
const LONGEST = 10_000;

let days = 0;
/** A weekday that no other story has. */
function nextDay(): number {
  days += 1;
  return days + 2 * Math.floor(days / 5);
}

faultCase(
  30,
  'hostile names, topics and reasons reach the reader as words, in headers, page, text and calendar',
  async ({ random }) => {
    const plain = await story(nextDay(), {
      first: 'Cleo',
      last: 'Marsh',
      topic: 'Pricing',
      consultant: 'Amelia Hart',
      reason: 'A strike',
      location: '12 Harbour Lane',
    });
    const pick = () => HOSTILE[random.pick(HOSTILE_KINDS)].slice(0, LONGEST);
    const hostile = await story(nextDay(), {
      first: pick(),
      last: pick(),
      topic: pick(),
      consultant: pick(),
      reason: pick(),
      location: pick(),
    });
    const bySubjectKind = (mails: Email[]) =>
      mails.map((mail) => ({ mail, elements: elementsOf(mail.html ?? '') }));
    const [usual, odd] = [bySubjectKind(plain.mails), bySubjectKind(hostile.mails)];
    expect(odd).toHaveLength(usual.length);
    expect(odd.length).toBe(6);
    for (const [at, { mail, elements }] of odd.entries()) {
      const twin = usual[at]?.mail as Email;
      expect(headersOf(mail)).toEqual(headersOf(twin));
      expect([mail.to?.length, mail.cc ?? [], mail.bcc ?? []]).toEqual([1, [], []]);
      expect(mail.to?.[0]?.address).toBe(
        twin.to?.[0]?.address?.startsWith('client-') ? hostile.client.email : twin.to?.[0]?.address,
      );
      for (const { key, value } of mail.headers)
        expect([key, /[\r\n]/.test(value), STEERING.test(value)]).toEqual([key, false, false]);
      expect(elements).toEqual(usual[at]?.elements);
      expect(`${mail.html}${mail.text}`.length).toBeLessThan(140_000);
      for (const part of [mail.subject ?? '', mail.html ?? '', mail.text ?? ''])
        expect(STEERING.test(part)).toBe(false);
      expect(propertiesOf(calendarOf(mail))).toEqual(propertiesOf(calendarOf(twin)));
      expect([STEERING.test(calendarOf(mail)), calendarOf(mail).length < 10_000]).toEqual([false, true]);
    }
  },
  60_000,
);

describe('the doors for words', () => {
  it('take no megabyte, and no lines where one is asked for', async () => {
    const client = await world.client({ credits: 1 });
    const register = (firstName: string) =>
      world.api('POST', '/api/clients/register', {
        body: { email: 'hostile@example.com', password: 'Serenity-new-1', firstName, lastName: 'X' },
      });
    expect([outcomeOf(await register(HOSTILE.megabyte)), outcomeOf(await register(HOSTILE.headers))]).toEqual(
      ['422 VALIDATION', '422 VALIDATION'],
    );
    const body = {
      consultantId: world.consultants.amelia,
      typeId: world.types.sixty,
      startsAt: on(4, '15:00'),
      mode: 'in_person',
      topic: HOSTILE.megabyte,
    };
    expect(
      outcomeOf(await world.api('POST', '/api/consultations/book', { as: client, key: 'huge', body })),
    ).toBe('422 VALIDATION');
    const own = await world.api('PATCH', `/api/clients/${client.id}`, {
      as: client,
      body: { lastName: HOSTILE.megabyte },
    });
    expect(own.status).toBeGreaterThanOrEqual(400);
  });
});
