import { readdirSync } from 'node:fs';
import path from 'node:path';

import { availabilityPath } from '../support/availability';
import { type Reply, startWorld, type World } from '../support/world';
import { type Cast, castOf } from './cast';
import { everything } from './everything';
import { ROWS, type Row, type Scene, type Whose } from './routeRows';
import { type Actor, ACTORS } from './rules';

/**
 * Every route of ours: who gets in, and what is not a request in order is refused, says no stack and changes
 * nothing.
 */
let world: World;
let cast: Cast;
let scene: Scene;
beforeAll(async () => {
  world = await startWorld('access routes');
  cast = await castOf(world);
  scene = { world, cast };
}, 180_000);
afterAll(() => world.close());

type Problem = { error?: { code?: string; message?: string } };
const codeOf = (reply: Reply): string | undefined => (reply.body as Problem | null)?.error?.code;

let keys = 0;
const newKey = (): string => `key-${(keys += 1)}`;

function send(
  row: Row,
  actor: Actor,
  whose: Whose,
  change: { path?: string; body?: unknown; key?: string | null } = {},
): Promise<Reply> {
  return world.api(row.method, change.path ?? row.path(scene, actor, whose), {
    as: cast.people[actor],
    body: 'body' in change ? change.body : row.body?.(scene, actor, whose),
    key: change.key === null ? undefined : (change.key ?? newKey()),
  });
}

const STACK = /node_modules|\bat .+:\d+:\d+|MongoServerError|CastError|BSONError|ZodError|\.ts\b/;
const asText = (reply: Reply): string =>
  typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body);

function expectRefusal(reply: Reply, codes: readonly string[], context: unknown): void {
  expect([
    context,
    codes.includes(codeOf(reply) ?? `${reply.status}`) ? '' : (codeOf(reply) ?? reply.status),
  ]).toEqual([context, '']);
  expect([context, STACK.test(asText(reply))]).toEqual([context, false]);
}

const FILES = readdirSync(path.resolve('src/app/api'), { recursive: true, encoding: 'utf8' })
  .filter((file) => path.basename(file) === 'route.ts')
  .map((file) => path.dirname(file).split(path.sep).join('/'))
  .filter((folder) => folder !== '_lib');

it('every route has a row here, and every row a route', () => {
  expect(FILES.sort()).toEqual(Object.keys(ROWS).sort());
});

it('every route answers the methods of its row and no other', async () => {
  for (const [file, row] of Object.entries(ROWS)) {
    const handlers = (await import(path.resolve('src/app/api', file, 'route.ts'))) as object;
    expect([file, Object.keys(handlers)]).toEqual([file, [row.method]]);
  }
});

const HUGE = 'x'.repeat(1024 * 1024);
const WRONG: unknown[] = [{ $ne: null }, ['x'], true, { toString: 'x' }];
const NOT_IDS = [
  'x',
  '[object Object]',
  '{"$ne":null}',
  '0'.repeat(24),
  'g'.repeat(24),
  'twelve chars',
  `${'a'.repeat(24)}' || '1'=='1`,
  '1'.repeat(300),
];

describe.each(Object.entries(ROWS).filter(([, row]) => !row.isPublic && !row.isMachine))(
  '%s',
  (_file, row) => {
    const insider = row.all[0] ?? row.own?.[0] ?? 'owner';

    it('is closed to strangers, and to accounts whose address is not confirmed', async () => {
      const before = await everything(world);
      for (const actor of ['stranger', 'unverified'] as const)
        expectRefusal(await send(row, actor, 'others'), ['UNAUTHENTICATED'], actor);
      const expired = await world.api(row.method, row.path(scene, 'owner', 'others'), {
        body: row.body?.(scene, 'owner', 'others'),
        headers: { authorization: 'JWT x.y.z' },
      });
      expectRefusal(expired, ['UNAUTHENTICATED'], 'a made-up token');
      expect(await everything(world)).toEqual(before);
    });

    it("is closed to other roles, and somebody else's record is not there", async () => {
      const before = await everything(world);
      for (const actor of ACTORS.filter((who) => !['stranger', 'unverified'].includes(who))) {
        if (row.all.includes(actor)) continue;
        // Whoever has no way in at all is told so, or finds nothing; never more.
        const codes = row.own?.includes(actor) ? ['NOT_FOUND'] : ['FORBIDDEN', 'NOT_FOUND'];
        const reply = await send(row, actor, 'others');
        expectRefusal(reply, codes, actor);
        expect([actor, asText(reply).includes(cast.otto.email)]).toEqual([actor, false]);
      }
      expect(await everything(world)).toEqual(before);
    });

    it('takes no body or query that is not in order', async () => {
      const before = await everything(world);
      const refused = async (change: Parameters<typeof send>[3], context: unknown): Promise<void> =>
        expectRefusal(await send(row, insider, 'own', change), ['VALIDATION'], context);
      if (row.body) {
        for (const body of ['', '{', '[]', '"x"', 'null', '1', '{}', HUGE, JSON.stringify({ note: HUGE })])
          await refused({ body }, body.slice(0, 20));
        const good = row.body(scene, insider, 'own');
        await refused({ body: { ...good, unknown: 1 } }, 'an unknown field');
        for (const field of row.fields ?? [])
          for (const wrong of WRONG) await refused({ body: { ...good, [field]: wrong } }, [field, wrong]);
      } else {
        const asked = row.path(scene, insider, 'own');
        const joined = asked + (asked.includes('?') ? '&' : '?');
        for (const field of row.fields ?? []) {
          for (const wrong of [
            `${field}[$ne]=x`,
            `${field}=${encodeURIComponent('{"$ne":null}')}`,
            `${field}=${'x'.repeat(5000)}`,
          ])
            await refused({ path: `${joined}${wrong}` }, wrong.slice(0, 40));
        }
      }
      expect(await everything(world)).toEqual(before);
    });

    it('finds nothing under what is no id', async () => {
      const target = row.path(scene, insider, 'own');
      const [, known] = /\/([0-9a-f]{24})\//.exec(target) ?? [];
      if (!known) return;
      const before = await everything(world);
      for (const id of NOT_IDS)
        expectRefusal(
          await send(row, insider, 'own', { path: target.replace(known, encodeURIComponent(id)) }),
          ['NOT_FOUND', 'VALIDATION'],
          id,
        );
      expect(await everything(world)).toEqual(before);
    });

    it('asks for a key where credits or money move', async () => {
      if (!row.key) return;
      const before = await everything(world);
      for (const key of [null, '', ' ', 'k'.repeat(256)])
        expectRefusal(await send(row, insider, 'own', { key }), ['IDEMPOTENCY_KEY_REQUIRED'], key);
      expect(await everything(world)).toEqual(before);
    });

    it('lets in who may', async () => {
      for (const actor of [...row.all, ...(row.own ?? [])]) {
        const reply = await send(row, actor, 'own');
        // A rule may still say no (the record is not at that version): access has not.
        const past =
          (row.leadsOn ? reply.status === 302 : reply.status < 300) || codeOf(reply) === 'INVALID_TRANSITION';
        expect([actor, past ? '' : reply.body]).toEqual([actor, '']);
      }
    });
  },
);

it('when a client is busy is told to nobody who does not book for clients', async () => {
  const asked = availabilityPath({
    consultantId: world.consultants.amelia,
    typeId: world.types.sixty,
    from: '2026-11-23T00:00:00Z',
    to: '2026-11-25T00:00:00Z',
  });
  for (const more of [
    `clientId=${cast.otto.id}`,
    `consultationId=${cast.own('consultant', 'consultations')}`,
  ]) {
    for (const actor of ['consultant', 'editor', 'finance'] as const) {
      expectRefusal(
        await world.api('GET', `${asked}&${more}`, { as: cast.people[actor] }),
        ['FORBIDDEN'],
        [actor, more],
      );
    }
  }
  for (const actor of ['ops', 'owner'] as const)
    expect(
      (await world.api('GET', `${asked}&clientId=${cast.otto.id}`, { as: cast.people[actor] })).status,
    ).toBe(200);
});

describe.each(Object.entries(ROWS).filter(([, row]) => row.isPublic))('%s', (_file, row) => {
  it('needs no session, and takes no body that is not in order', async () => {
    if (!row.body) {
      expect((await send(row, 'stranger', 'others')).status).not.toBe(401);
      return;
    }
    const before = await everything(world);
    const good = row.body(scene, 'stranger', 'others');
    const refused = async (body: unknown, context: unknown): Promise<void> =>
      expectRefusal(await send(row, 'stranger', 'others', { body }), ['VALIDATION'], context);
    for (const body of ['', '{', '[]', '"x"', 'null', '{}', HUGE]) await refused(body, body.slice(0, 20));
    if (!row.isLenient) await refused({ ...good, unknown: 1 }, 'an unknown field');
    for (const field of row.fields ?? [])
      for (const wrong of WRONG) await refused({ ...good, [field]: wrong }, [field, wrong]);
    expect(await everything(world)).toEqual(before);
    expect((await send(row, 'stranger', 'others')).status).toBeLessThan(300);
  });
});

describe.each(Object.entries(ROWS).filter(([, row]) => row.isMachine))('%s', (_file, row) => {
  it('stores nothing that is not signed, whoever sends it', async () => {
    const before = await everything(world);
    for (const actor of ACTORS) expectRefusal(await send(row, actor, 'others'), ['SIGNATURE_INVALID'], actor);
    for (const body of ['', '{', HUGE, HUGE + HUGE])
      expectRefusal(
        await send(row, 'stranger', 'others', { body }),
        ['SIGNATURE_INVALID', 'VALIDATION'],
        body.slice(0, 20),
      );
    expect(await everything(world)).toEqual(before);
  });
});

describe('/health', () => {
  const ask = async (headers: Record<string, string>) => {
    const { GET } = await import('../../src/app/health/route');
    return (await (
      await GET(new Request('http://127.0.0.1:3999/health?verbose', { headers }))
    ).json()) as object;
  };

  it('tells strangers and clients whether we serve, and staff why not', async () => {
    const as = (actor: Actor) => ({ authorization: `JWT ${cast.people[actor]?.token ?? ''}` });
    for (const headers of [{}, as('client'), { authorization: 'Bearer guess' }])
      expect(Object.keys(await ask(headers))).toEqual(['status', 'version']);
    expect(Object.keys(await ask(as('ops')))).toContain('checks');
  });
});
