import { type Document, ObjectId } from 'mongodb';

import { type OutgoingMail } from '../../src/integrations/mail/port';
import { brokenInvariants, rowsOf } from '../support/invariants';
import { type Random, randomOf } from '../support/random';
import { atTime, book, buy, type ConsultationBody, end, on } from '../support/steps';
import { CASE_SEED, MAIL_DAYS } from '../support/volume';
import { type Person, startWorld, type World } from '../support/world';
import { move } from '../support/zoomSide';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const LONG = 1_200_000;
/** How often something goes wrong with a mail: the server refuses it for now, the worker dies before or after. */
const TROUBLE = 0.12;

let world: World;
let ops: Person;
const clients: Person[] = [];
beforeAll(async () => {
  world = await startWorld('month-of-mail');
  await atTime(on(0, '05:00'));
  ops = await world.staff('ops');
  for (let index = 0; index < 5; index += 1)
    clients.push(await world.client({ credits: 40, timezone: 'Europe/London' }));
}, LONG);
afterAll(() => world.close());

/** A version of a booking, as the test made it: not as the product remembers it. */
interface Version {
  version: number;
  since: number;
  startsAt: number;
  isLive: boolean;
}

const booked = new Map<string, { as: ConsultationBody; versions: Version[] }>();
/** Copies beyond the first that a death after the server's acceptance explains, by Message-ID. */
const doubled = new Map<string, number>();
const troubled = new Map<string, string>();
let clock = Date.parse(on(0, '05:00'));

const turnTo = async (instant: number): Promise<void> => {
  clock = Math.max(clock, instant);
  await atTime(new Date(clock));
};

/** A mail server and a worker to whom at most one thing happens over each mail. A worker that dies never goes on. */
async function troublesomeTransport(random: Random, dies: () => void): Promise<() => void> {
  const { setMailTransport, mailTransport } = await import('../../src/integrations/mail/provider');
  const { MailRefused } = await import('../../src/integrations/mail/port');
  const real = mailTransport();
  const death = (): Promise<never> => (dies(), new Promise<never>(() => undefined));
  setMailTransport({
    ...real,
    async send(mail: OutgoingMail) {
      const happens =
        troubled.has(mail.messageId) || random.int(0, 999) >= TROUBLE * 1000
          ? 'nothing'
          : random.pick(['refused', 'dies before', 'dies after'] as const);
      if (happens !== 'nothing') troubled.set(mail.messageId, happens);
      if (happens === 'refused') throw new MailRefused('Not now.', { permanent: false, responseCode: 451 });
      if (happens === 'dies before') return death();
      const sent = await real.send(mail);
      if (happens !== 'dies after') return sent;
      doubled.set(mail.messageId, 1);
      return death();
    },
  });
  return () => setMailTransport(real);
}

let deaths = 0;
let hasDied: () => void = () => undefined;

/** One worker does what is due, one row at a time, until it is done or dead; then the next one comes. */
async function work(): Promise<void> {
  const { drain } = await import('../../src/platform/queue');
  const { deliver } = await import('../../src/notifications/deliver');
  const { dispatchOutbox, processInbox } = await import('../../src/jobs/queues');
  const { attachmentsOf } = await import('../../src/jobs/attachments');
  const { messageQueue } = await import('../../src/notifications/message');
  await world.stripe.idle();
  await processInbox(world.payload);
  await dispatchOutbox(world.payload);
  for (let again = true; again;) {
    const died = new Promise<'died'>((resolve) => (hasDied = () => resolve('died')));
    const done = drain(world.payload, messageQueue, (row: Parameters<typeof deliver>[1]) =>
      deliver(world.payload, row, attachmentsOf),
    ).then(() => 'done' as const);
    again = (await Promise.race([died, done])) === 'died';
    if (again) deaths += 1;
  }
}

/** What waits to be tried again, or lies under the lease of a dead worker, until an instant. */
async function retryUntil(instant: number): Promise<void> {
  for (;;) {
    const rows = await rowsOf(world, 'messages', { state: 'queued' });
    const next = Math.min(
      ...rows.map(({ dueAt, leaseUntil }) => Math.max(dueAt.getTime(), leaseUntil?.getTime() ?? 0)),
    );
    if (!(next < instant)) return;
    await turnTo(next + 1000);
    await work();
  }
}

async function timetable(): Promise<void> {
  const at = new Date(clock);
  const { SCHEDULE } = await import('../../src/jobs/schedule');
  const isHour = at.getUTCMinutes() === 0;
  const due = [
    'reminders-24h',
    'reminders-1h',
    'consultation-clock',
    ...(isHour ? ['feedback-requests', 'credit-warnings-7d', 'credit-warnings-1d'] : []),
  ];
  for (const job of SCHEDULE.filter(({ name }) => due.includes(name)))
    await job.run(world.payload, () => false);
}

const quarter = (random: Random): number => {
  const day = Math.floor(clock / (24 * HOUR_MS)) + random.int(0, 6);
  return day * 24 * HOUR_MS + random.int(28, 72) * 15 * MINUTE_MS;
};

async function somebodyActs(random: Random, tally: Record<string, number>): Promise<void> {
  const live = [...booked.values()].filter(
    ({ as, versions }) => versions.at(-1)?.isLive && Date.parse(as.startsAt) > clock + HOUR_MS,
  );
  const choice = random.int(0, 9);
  const count = (what: string): void => void (tally[what] = (tally[what] ?? 0) + 1);
  if (choice < 5 || live.length === 0) {
    const startsAt = quarter(random);
    if (startsAt <= clock + 15 * MINUTE_MS) return;
    const reply = await book(world, {
      as: ops,
      startsAt: new Date(startsAt).toISOString(),
      more: {
        clientId: random.pick(clients).id,
        consultantId: random.pick(Object.values(world.consultants)),
        mode: random.pick(['in_person', 'in_person', 'remote']),
      },
    });
    if (reply.status !== 201) return;
    booked.set(reply.body.consultation.id, {
      as: reply.body.consultation,
      versions: [{ version: 1, since: clock, startsAt, isLive: true }],
    });
    return count('booked');
  }
  const session = random.pick(live);
  const version = (session.versions.at(-1)?.version ?? 0) + 1;
  if (choice < 8) {
    const startsAt = quarter(random);
    if (startsAt <= clock + 15 * MINUTE_MS || startsAt === Date.parse(session.as.startsAt)) return;
    const reply = await move(world, session.as, ops, { startsAt: new Date(startsAt).toISOString() });
    if (reply.status !== 200) return;
    session.as = reply.body.consultation;
    session.versions.push({ version, since: clock, startsAt, isLive: true });
    return count('moved');
  }
  const reply = await end(world, 'cancel', session.as, { as: ops });
  expect(reply.status).toBe(200);
  session.versions.push({ version, since: clock, startsAt: Date.parse(session.as.startsAt), isLive: false });
  count('cancelled');
}

/** Versions that were the one when their reminder was due, and whose two reminders did not both go out. */
/** Owed for longer than the check waits: a reminder by a version that lasted, a question for feedback since a while. */
function wasOwedFor({ template, state, consultation, version, createdAt }: Document): boolean {
  if (template === 'feedback-request') return clock - createdAt.getTime() > 95 * MINUTE_MS;
  if (!/^reminder/.test(String(template))) return true;
  const versions = booked.get(String(consultation))?.versions ?? [];
  const at = versions.findIndex((one) => one.version === version);
  const due = (versions[at]?.startsAt ?? 0) - (/24h/.test(String(template)) ? 24 : 1) * HOUR_MS;
  return state === 'sent' && (versions[at + 1]?.since ?? Infinity) > due + 25 * MINUTE_MS;
}

function unreminded(versions: readonly Version[], sent: readonly Document[]): string[] {
  const owed = versions.flatMap(({ version, since, startsAt, isLive }, index) =>
    (
      [
        ['reminder-24h', 24 * HOUR_MS],
        ['reminder-1h', HOUR_MS],
      ] as const
    ).map(([template, before]) => ({
      template,
      version,
      since,
      isLive,
      due: startsAt - before,
      until: versions[index + 1]?.since ?? Infinity,
    })),
  );
  const lastDue = Date.parse(on(MAIL_DAYS - 1, '20:00'));
  const wanted = owed.filter(
    ({ since, due, until, isLive }) =>
      isLive && since <= due && until > due + 15 * MINUTE_MS && due <= lastDue,
  );
  return wanted
    .flatMap(({ template, version }) =>
      ['client', 'consultant'].map((side) => `${template}-${side} v${version}`),
    )
    .filter((name) => sent.filter((row) => `${row.template} v${row.version}` === name).length !== 1);
}

describe('a month of business, with workers that die and a mail server that fails at random', () => {
  it(
    `(seed ${CASE_SEED}) sends each owed mail exactly once but for the crash window, none for what is no more, ` +
      'none late; the check agrees',
    async () => {
      const random = randomOf(CASE_SEED);
      // Chances of their own: what happens to mails has no say in what people do.
      const restore = await troublesomeTransport(randomOf(CASE_SEED + 1), () => hasDied());
      const tally: Record<string, number> = {};
      for (let day = 0; day < MAIL_DAYS; day += 1) {
        for (let tick = 20; tick <= 80; tick += 1) {
          const instant = Date.parse(on(day, '00:00')) + tick * 15 * MINUTE_MS;
          await retryUntil(instant);
          await turnTo(instant);
          if (tick % 2 === 0 && random.int(0, 9) < 2) await somebodyActs(random, tally);
          if (tick === 40 && day % 10 === 0) await buy(world, random.pick(clients), 'discovery-assessment');
          await timetable();
          await work();
        }
      }
      restore();
      // The rest of what is owed, then nothing new.
      await retryUntil(clock + 24 * HOUR_MS);

      const rows = await rowsOf(world, 'messages');
      const count = (state: string): number => rows.filter((row) => row.state === state).length;
      const acts = Object.entries(tally).map(([what, times]) => `${times} ${what}`);
      const refusals = [...troubled.values()].filter((what) => what === 'refused').length;
      console.log(
        `figure: ${MAIL_DAYS} days of mail (seed ${CASE_SEED}): ${acts.join(', ')}; ` +
          `${count('sent')} mails sent, ${count('dropped')} dropped; ` +
          `${deaths} workers died, ${refusals} refusals, ${doubled.size} doubled in the crash window`,
      );
      expect(Math.min(tally.booked ?? 0, tally.moved ?? 0, tally.cancelled ?? 0, deaths)).toBeGreaterThan(5);
      expect(
        rows
          .filter(({ state, error }) => state !== 'sent' && !(state === 'dropped' && error))
          .map(({ key, state }) => [key, state]),
      ).toEqual([]);

      // Exactly once, but for the copies of a death after the server had it.
      const copies = new Map<string, number>();
      for (const { messageId } of world.mailbox.mails)
        copies.set(String(messageId), (copies.get(String(messageId)) ?? 0) + 1);
      const sent = rows.filter(({ state }) => state === 'sent');
      expect(
        sent
          .filter(({ messageId }) => copies.get(messageId) !== 1 + (doubled.get(messageId) ?? 0))
          .map(({ key }) => key),
      ).toEqual([]);

      // No reminder for a version that was no more, none late.
      const reminders = sent.filter(({ template }) => /^reminder/.test(String(template)));
      expect(reminders.length).toBeGreaterThan(20);
      const wrong = reminders.filter(({ consultation, version, sentAt, template }) => {
        const versions = booked.get(String(consultation))?.versions ?? [];
        const then = versions.filter(({ since }) => since <= sentAt.getTime()).at(-1);
        const latest = /24h/.test(String(template)) ? 23 * HOUR_MS + 45 * MINUTE_MS : 45 * MINUTE_MS;
        return !then?.isLive || then.version !== version || sentAt.getTime() > then.startsAt - latest;
      });
      expect(wrong.map(({ key, sentAt }) => [key, sentAt])).toEqual([]);
      for (const [id, { versions }] of booked)
        expect([
          id,
          unreminded(
            versions,
            sent.filter((row) => String(row.consultation) === id),
          ),
        ]).toEqual([id, []]);
      expect(await brokenInvariants(world)).toEqual([]);

      const { checkMessages } = await import('../../src/operations/messages/checkMessages');
      const days = MAIL_DAYS + 2;
      expect((await checkMessages(world.payload, { days })).missing).toEqual([]);
      const { nativeCollection } = await import('../../src/platform/store');
      const removed = random
        .shuffled(rows.filter(({ consultation, key }) => consultation && !String(key).includes(':link:')))
        .slice(0, 25);
      await nativeCollection(world.payload, 'messages').deleteMany({
        _id: { $in: removed.map(({ _id }) => new ObjectId(String(_id))) },
      });
      const found = await checkMessages(world.payload, { days, mend: true });
      // What was owed ahead and then replaced, or only just, is not missed yet; everything else is found.
      const needed = removed.filter((row) => wasOwedFor(row));
      expect(found.missing.map(({ key }) => key).sort()).toEqual(
        expect.arrayContaining(needed.map(({ key }) => String(key)).sort()),
      );
      expect(found.missing.filter(({ key }) => !removed.some((row) => row.key === key))).toEqual([]);
      expect(found.owed).toBe(found.missing.length);
      expect((await checkMessages(world.payload, { days })).missing).toEqual([]);
    },
    LONG,
  );
});
