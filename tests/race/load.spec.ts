import { type Document } from 'mongodb';

import { type Child, startChild, stopChildren } from '../support/child';
import { CASE_SEED, IS_SOAK } from '../support/volume';
import { brokenInvariants, rowsOf } from '../support/invariants';
import { type Random, randomOf } from '../support/random';
import { newKey } from '../support/steps';
import { type Person, startWorld, type World } from '../support/world';

/** In the soak as the design asks; smaller in `npm test`. */
const SIZE = IS_SOAK
  ? { clients: 200, consultants: 10, operations: 2000, atOnce: 40 }
  : { clients: 24, consultants: 3, operations: 240, atOnce: 16 };
const LONG = IS_SOAK ? 1_800_000 : 420_000;
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const ZONES = ['Europe/London', 'America/New_York', 'Asia/Kolkata', 'Asia/Tokyo', 'Australia/Adelaide'];

interface Held {
  id: string;
  version: number;
  /** A request about it is under way: its own next one would be stale. */
  busy: boolean;
}

interface Answer {
  status: number;
  body: { consultation?: { id: string; version: number; status: string }; error?: { code: string } };
}

let world: World;
let webs: string[];
let workers: Child[];

beforeAll(async () => {
  world = await startWorld('load');
  const web = (): Child => startChild('tests/support/webProcess.ts');
  const started = [web(), web()];
  workers = [
    startChild('src/jobs/worker.ts', { ...process.env, LOG_LEVEL: 'info' }),
    startChild('src/jobs/worker.ts', { ...process.env, LOG_LEVEL: 'info' }),
  ];
  await Promise.all([
    ...started.map((child) => child.says('listening on ')),
    ...workers.map((child) => child.says('worker ready')),
  ]);
  webs = started.map((child) => /listening on (\S+)/.exec(child.output())?.[1] ?? '');
}, LONG);
afterAll(async () => {
  await stopChildren();
  await world?.close();
});

async function call(random: Random, as: Person, path: string, body: unknown): Promise<Answer> {
  const response = await fetch(`${random.pick(webs)}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `JWT ${as.token}`,
      'idempotency-key': newKey(),
    },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}

const outcome = ({ status, body }: Answer): string => `${status} ${body.error?.code ?? ''}`.trim();

describe('load: clients and consultants book, move and cancel at random, on two web processes and two workers', () => {
  it(
    `ends without an overlap, a lost operation or a database error (seed ${CASE_SEED})`,
    async () => {
      const random = randomOf(CASE_SEED);
      const clients = await world.crowd(SIZE.clients, { credits: 12 });
      const ops = await world.staff('ops');
      const consultants: string[] = [];
      // Each is a host of their own: a hundred calls a day are not enough for all together.
      for (let index = 0; index < SIZE.consultants; index += 1) {
        const { id } = await world.payload.create({
          collection: 'consultants',
          overrideAccess: true,
          data: {
            name: `Consultant ${index}`,
            email: `consultant-${index}@example.com`,
            zoomHost: `consultant-${index}@insight-serenity.example`,
            timezone: random.pick(ZONES),
            active: true,
            horizonDays: 60,
            dailyLimit: index === 0 ? 8 : null,
            weeklyHours: DAYS.map((day) => ({ day, from: '00:00', to: '24:00' })),
          },
        });
        consultants.push(id);
      }
      // Few enough starts that many want the same one.
      const day = Math.floor(Date.now() / 86_400_000) + 3;
      const start = (): string =>
        new Date(
          (day + random.int(0, IS_SOAK ? 9 : 2)) * 86_400_000 + random.int(0, 47) * 1_800_000,
        ).toISOString();
      const held = new Map<Person, Held[]>(clients.map((client) => [client, []]));
      const said: Record<string, number> = {};
      const note = (what: string, answer: Answer): Answer => {
        const key = `${what} ${outcome(answer)}`;
        said[key] = (said[key] ?? 0) + 1;
        return answer;
      };

      const book = async (client: Person): Promise<void> => {
        const remote = random.int(0, 9) === 0;
        const body = {
          consultantId: random.pick(consultants),
          typeId: remote ? random.pick([world.types.sixty, world.types.ninety]) : world.types.sixty,
          startsAt: start(),
          mode: remote ? 'remote' : 'in_person',
        };
        const { status, body: answer } = note(
          'book',
          await call(random, client, '/api/consultations/book', body),
        );
        if (status === 201 && answer.consultation)
          held
            .get(client)
            ?.push({ id: answer.consultation.id, version: answer.consultation.version, busy: false });
      };
      const change = async (client: Person, what: 'reschedule' | 'cancel'): Promise<void> => {
        const own = held.get(client)?.filter(({ busy }) => !busy) ?? [];
        const session = own.length > 0 ? random.pick(own) : undefined;
        if (!session) return book(client);
        session.busy = true;
        const byStaff = random.int(0, 3) === 0;
        const body =
          what === 'cancel'
            ? { reason: 'Load', expectedVersion: session.version }
            : {
                startsAt: start(),
                expectedVersion: session.version,
                ...(byStaff ? { consultantId: random.pick(consultants) } : {}),
              };
        const answered = await call(
          random,
          byStaff ? ops : client,
          `/api/consultations/${session.id}/${what}`,
          body,
        );
        // A move to where it already is changes nothing.
        const isIdle = answered.body.consultation?.version === session.version;
        const { status, body: answer } = note(isIdle ? `idle ${what}` : what, answered);
        session.busy = false;
        if (status !== 200 || !answer.consultation) return;
        session.version = answer.consultation.version;
        if (what === 'cancel')
          held.set(
            client,
            (held.get(client) ?? []).filter((other) => other !== session),
          );
      };

      let left = SIZE.operations;
      const actor = async (): Promise<void> => {
        while (left > 0) {
          left -= 1;
          const client = random.pick(clients);
          const choice = random.int(0, 9);
          await (choice < 6 ? book(client) : change(client, choice < 8 ? 'reschedule' : 'cancel'));
        }
      };
      await Promise.all(Array.from({ length: SIZE.atOnce }, actor));
      console.log(
        `${SIZE.operations} operations of ${SIZE.clients} clients with ${SIZE.consultants} ` +
          `consultants, ${SIZE.atOnce} at once: ${JSON.stringify(said)}`,
      );

      const allowed =
        /^(idle )?\w+ (20[01]|409 (SLOT_TAKEN|SLOT_UNAVAILABLE|INSUFFICIENT_CREDITS|INVALID_TRANSITION))$/;
      expect(Object.keys(said).filter((key) => !allowed.test(key))).toEqual([]);
      expect(
        [said['book 201'] ?? 0, said['reschedule 200'] ?? 0, said['cancel 200'] ?? 0].every(
          (count) => count > 0,
        ),
      ).toBe(true);

      // Every accepted operation is on record, and no other.
      const bookings = await rowsOf(world, 'consultations');
      const changes = bookings.reduce((sum, { version }) => sum + (version as number) - 1, 0);
      expect([bookings.length, changes]).toEqual([
        said['book 201'],
        (said['reschedule 200'] ?? 0) + (said['cancel 200'] ?? 0),
      ]);
      expect(
        bookings
          .filter(({ status }) => status === 'booked')
          .map(({ _id, version }) => `${_id} v${version}`)
          .sort(),
      ).toEqual(
        [...held.values()]
          .flat()
          .map(({ id, version }) => `${id} v${version}`)
          .sort(),
      );
      expect(await brokenInvariants(world)).toEqual([]);

      await quiet();
      const { runAudit } = await import('../../src/operations/audit/runAudit');
      expect(
        Object.values((await runAudit(world.payload)).of).flatMap(({ differences }) => differences),
      ).toEqual([]);
      const meetings = (booking: Document): number =>
        world.zoom.state.meetings.filter(
          ({ agenda, deletedAt }) => !deletedAt && agenda.includes(String(booking._id)),
        ).length;
      expect(
        bookings.filter(
          (booking) =>
            booking.mode === 'remote' && meetings(booking) !== (booking.status === 'booked' ? 1 : 0),
        ),
      ).toEqual([]);
    },
    LONG,
  );
});

/** Waits until the workers have done all that is owed. @throws what is still owed after that long */
async function quiet(): Promise<void> {
  const until = Date.now() + LONG / 2;
  for (;;) {
    const open = [
      ...(await rowsOf(world, 'outbox', { state: 'waiting' })),
      ...(await rowsOf(world, 'messages', { state: 'queued' })),
      ...(await rowsOf(world, 'inbox-events', { state: 'received' })),
    ];
    if (open.length === 0) return;
    if (Date.now() > until)
      throw new Error(
        `${open.length} still owed: ${open
          .slice(0, 5)
          .map(({ key, error, dueAt }) => `${key}, due ${dueAt}: ${error ?? 'no error'}`)
          .join('; ')}`,
      );
    if (workers.some((child) => child.process.exitCode !== null)) throw new Error('A worker ended.');
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
