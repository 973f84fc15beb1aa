import { type Document, ObjectId } from 'mongodb';

import { type Reply, startWorld, type World } from '../support/world';
import { type Cast, castOf } from './cast';
import { type Actor, ACTORS, COLLECTIONS, GLOBALS, type Who, WITHOUT_ENDPOINTS } from './rules';
import { type Samples, samplesOf } from './samples';

/** Every actor, every collection, every operation, through Payload's REST API; judged by what is stored. */
let world: World;
let cast: Cast;
let samples: Samples;

beforeAll(async () => {
  world = await startWorld('access matrix');
  cast = await castOf(world);
  samples = samplesOf(world, cast);
}, 180_000);
afterAll(() => world.close());

const COLLECTION_NAMES = Object.keys(COLLECTIONS);
const may = (who: Who | undefined, actor: Actor): 'all' | 'own' | 'none' => {
  if (who?.all?.includes(actor)) return 'all';
  return who?.own?.includes(actor) ? 'own' : 'none';
};
const declared = (slug: string) => {
  const rules = COLLECTIONS[slug];
  if (!rules) throw new Error(`${slug} is not declared`);
  return rules;
};

const call = (actor: Actor, method: string, path: string, body?: unknown): Promise<Reply> =>
  world.api(method, path, { as: cast.people[actor], body });

async function database() {
  const { databaseOf } = await import('../../src/platform/store');
  return databaseOf(world.payload);
}
const stored = async (slug: string, id: string): Promise<Document | null> =>
  (await database()).collection(slug).findOne({ _id: new ObjectId(id) });
const count = async (slug: string): Promise<number> => (await database()).collection(slug).countDocuments();

/** A preference is found by its key, as the admin does it. */
async function pathOf(slug: string, id: string): Promise<string> {
  const name = slug === 'payload-preferences' ? String((await stored(slug, id))?.key) : id;
  return `/api/${slug}/${name}`;
}

/** A refusal answers with a client error, and holds no record. */
function expectRefused(reply: Reply, foreign: string, context: string): void {
  expect([context, reply.status >= 400 && reply.status < 502 && reply.status !== 500]).toEqual([
    context,
    true,
  ]);
  // Without endpoints the answer says the asked address back, and nothing else.
  if (reply.status === 501) expect(Object.keys(reply.body)).toEqual(['message']);
  else expect([context, JSON.stringify(reply.body).includes(foreign)]).toEqual([context, false]);
}

const idsIn = (reply: Reply): string[] => ((reply.body.docs ?? []) as { id: string }[]).map(({ id }) => id);

describe.each(COLLECTION_NAMES)('%s', (slug) => {
  const isPreference = slug === 'payload-preferences';

  it('one record is read by those who may, and by nobody else', async () => {
    for (const actor of ACTORS) {
      const answer = may(declared(slug).read, actor);
      const foreign = cast.others(slug);
      const other = await call(actor, 'GET', `${await pathOf(slug, foreign)}?depth=2`);
      if (answer === 'all') expect([actor, other.status, other.body.id]).toEqual([actor, 200, foreign]);
      // Of a preference one only ever finds one's own, by whatever key: nothing there is an empty answer.
      else if (isPreference) expect(JSON.stringify(other.body)).not.toContain(cast.colleague.id);
      else expectRefused(other, foreign, actor);

      const mine = cast.own(actor, slug);
      if (!mine || answer === 'all') continue;
      const reply = await call(actor, 'GET', await pathOf(slug, mine));
      if (answer === 'own' && isPreference)
        expect([actor, reply.status, reply.body.value]).toEqual([actor, 200, { of: cast.people[actor]?.id }]);
      else if (answer === 'own') expect([actor, reply.status, reply.body.id]).toEqual([actor, 200, mine]);
      else expectRefused(reply, mine, actor);
    }
  });

  it('a list and a count hold what the reader may see', async () => {
    const total = await count(slug);
    for (const actor of ACTORS) {
      const answer = may(declared(slug).read, actor);
      if (isPreference) continue;
      const list = await call(actor, 'GET', `/api/${slug}?limit=0&depth=0`);
      const counted = await call(actor, 'GET', `/api/${slug}/count`);
      const foreign = cast.others(slug);
      const mine = cast.own(actor, slug);
      if (answer === 'all') {
        expect([actor, list.status, list.body.totalDocs, counted.body.totalDocs]).toEqual([
          actor,
          200,
          total,
          total,
        ]);
        expect(idsIn(list)).toContain(foreign);
        continue;
      }
      expect([actor, JSON.stringify(list.body).includes(foreign)]).toEqual([actor, false]);
      const asked = await call(actor, 'GET', `/api/${slug}/count?where[id][equals]=${foreign}`);
      expect([actor, asked.body.totalDocs ?? 0]).toEqual([actor, 0]);
      if (answer === 'own') {
        expect(idsIn(list)).toContain(mine);
        expect([actor, counted.body.totalDocs]).toEqual([actor, idsIn(list).length]);
        expect(idsIn(list).length).toBeLessThan(total);
      } else {
        expectRefused(list, foreign, actor);
        expectRefused(counted, foreign, actor);
      }
    }
  });

  it('a record is made by those who may, and by nobody else', async () => {
    for (const actor of ACTORS) {
      const before = await count(slug);
      const allowed = may(declared(slug).create, actor) !== 'none';
      const body = samples.toCreate(slug);
      const path = isPreference ? `/api/${slug}/${String(body.key)}` : `/api/${slug}`;
      const reply = await call(actor, 'POST', path, body);
      if (allowed) expect([actor, reply.status < 300 ? '' : reply.body]).toEqual([actor, '']);
      else expectRefused(reply, cast.otto.email, actor);
      expect([actor, await count(slug)]).toEqual([actor, before + (allowed ? 1 : 0)]);
    }
  });

  it('nobody copies a record they could not make', async () => {
    for (const actor of ACTORS) {
      if (may(declared(slug).create, actor) !== 'none') continue;
      const before = await count(slug);
      await call(actor, 'POST', `/api/${slug}/${cast.own(actor, slug) ?? cast.others(slug)}/duplicate`, {});
      expect([actor, await count(slug)]).toEqual([actor, before]);
    }
  });

  it('a record is changed by those who may, and by nobody else', async () => {
    for (const actor of ACTORS) {
      const answer = may(declared(slug).update, actor);
      for (const [id, allowed] of [
        [cast.others(slug), answer === 'all'],
        [cast.own(actor, slug), answer !== 'none'],
      ] as const) {
        if (!id) continue;
        const before = await stored(slug, id);
        const change = samples.toUpdate(slug);
        const reply = await call(actor, isPreference ? 'POST' : 'PATCH', await pathOf(slug, id), change);
        const after = await stored(slug, id);
        if (allowed)
          expect([actor, reply.status, after]).toEqual([
            actor,
            200,
            expect.objectContaining(JSON.parse(JSON.stringify(change)) as object),
          ]);
        else if (isPreference) expect(after).toEqual(before);
        else {
          expectRefused(reply, id, `${actor} changes ${id}`);
          expect([actor, after]).toEqual([actor, before]);
        }
      }
    }
  });

  it('a change of many at once reaches only what one may change', async () => {
    if (isPreference || WITHOUT_ENDPOINTS.includes(slug)) return;
    for (const actor of ACTORS) {
      const answer = may(declared(slug).update, actor);
      if (answer === 'all') continue;
      const before = await stored(slug, cast.others(slug));
      await call(actor, 'PATCH', `/api/${slug}?where[id][exists]=true`, samples.toUpdate(slug));
      await call(
        actor,
        'PATCH',
        `/api/${slug}?where[id][in]=${cast.others(slug)}&limit=0`,
        samples.toUpdate(slug),
      );
      expect([actor, await stored(slug, cast.others(slug))]).toEqual([actor, before]);
    }
  });

  it('a record is deleted by those who may, and by nobody else', async () => {
    for (const actor of ACTORS) {
      const answer = may(declared(slug).delete, actor);
      if (answer !== 'all') await expectOthersKept(actor);
      if (answer === 'none') await expectNothingDeleted(actor);
      if (answer === 'none') continue;
      const id = answer === 'all' ? await spare(actor) : (cast.own(actor, slug) ?? '');
      const reply = await call(actor, 'DELETE', await pathOf(slug, id));
      expect([actor, reply.status, await stored(slug, id)]).toEqual([actor, 200, null]);
    }

    async function expectOthersKept(actor: Actor): Promise<void> {
      const foreign = await stored(slug, cast.others(slug));
      await call(actor, 'DELETE', await pathOf(slug, cast.others(slug)));
      await call(actor, 'DELETE', `/api/${slug}?where[id][equals]=${cast.others(slug)}`);
      expect([actor, await stored(slug, cast.others(slug))]).toEqual([actor, foreign]);
    }

    async function expectNothingDeleted(actor: Actor): Promise<void> {
      const before = await count(slug);
      await call(actor, 'DELETE', `/api/${slug}?where[id][exists]=true`);
      const mine = cast.own(actor, slug);
      if (mine) await call(actor, 'DELETE', await pathOf(slug, mine));
      expect([actor, await count(slug)]).toEqual([actor, before]);
    }

    async function spare(actor: Actor): Promise<string> {
      const made = await call(actor, 'POST', `/api/${slug}`, samples.toCreate(slug));
      return (made.body.doc as { id: string }).id;
    }
  });
});

describe.each(COLLECTION_NAMES.filter((slug) => COLLECTIONS[slug]?.readVersions))(
  'versions of %s',
  (slug) => {
    interface Versions {
      docs: { id: string; parent: string }[];
      totalDocs: number;
    }
    const all = async (): Promise<Versions> =>
      (await world.api<Versions>('GET', `/api/${slug}/versions?limit=0&depth=0`, { as: cast.people.owner }))
        .body;

    it('are read by those who may, drafts too, and by nobody else', async () => {
      const { docs, totalDocs } = await all();
      const [version] = docs;
      expect(totalDocs).toBeGreaterThan(0);
      for (const actor of ACTORS) {
        const replies = [
          await call(actor, 'GET', `/api/${slug}/versions?limit=0`),
          await call(actor, 'GET', `/api/${slug}/versions/${version?.id ?? ''}`),
          await call(actor, 'GET', `/api/${slug}?draft=true`),
          await call(actor, 'GET', `/api/${slug}/${version?.parent ?? ''}?draft=true`),
        ];
        if (may(declared(slug).readVersions, actor) === 'all')
          expect([actor, replies.map(({ status }) => status)]).toEqual([actor, [200, 200, 200, 200]]);
        else for (const reply of replies) expectRefused(reply, version?.id ?? '', actor);
      }
    });

    it('are written and restored by those who may change the record, and by nobody else', async () => {
      for (const actor of ACTORS) {
        const { docs, totalDocs } = await all();
        const [version] = docs;
        const allowed = may(declared(slug).update, actor) === 'all';
        const statuses = [
          await call(actor, 'POST', `/api/${slug}/versions/${version?.id ?? ''}`, {}),
          await call(actor, 'POST', `/api/${slug}/versions/${version?.id ?? ''}?draft=true`, {}),
          await call(
            actor,
            'PATCH',
            `/api/${slug}/${version?.parent ?? ''}?draft=true`,
            samples.toUpdate(slug),
          ),
        ].map(({ status }) => status);
        expect([actor, statuses.every((status) => status < 300 === allowed)]).toEqual([actor, true]);
        expect([actor, (await all()).totalDocs]).toEqual([actor, totalDocs + (allowed ? 3 : 0)]);
      }
    });
  },
);

describe.each(['clients', 'staff'])('an account of %s', (slug) => {
  it.each(['unlock', 'Unlock', 'first-register', 'First-Register'])(
    'has no door "%s", for anybody',
    async (door) => {
      for (const actor of ACTORS) {
        const before = await count(slug);
        const reply = await call(actor, 'POST', `/api/${slug}/${door}`, {
          email: cast.otto.email,
          password: 'Serenity-test-1',
          firstName: 'A',
          lastName: 'B',
          role: 'owner',
        });
        expect([actor, reply.status, await count(slug)]).toEqual([actor, 404, before]);
      }
    },
  );
});

describe.each(Object.keys(GLOBALS))('the global %s', (slug) => {
  it('is read and changed by those who may, and by nobody else', async () => {
    const rules = GLOBALS[slug];
    for (const actor of ACTORS) {
      const read = await call(actor, 'GET', `/api/globals/${slug}`);
      expect([actor, read.status]).toEqual([actor, may(rules?.read, actor) === 'all' ? 200 : 403]);
      const before = await world.payload.findGlobal({ slug: slug as 'settings' });
      const trialDays = before.trialDays + 1;
      const write = await call(actor, 'POST', `/api/globals/${slug}`, { trialDays });
      const after = await world.payload.findGlobal({ slug: slug as 'settings' });
      const allowed = may(rules?.update, actor) === 'all';
      expect([actor, write.status, after.trialDays]).toEqual([
        actor,
        allowed ? 200 : 403,
        allowed ? trialDays : before.trialDays,
      ]);
    }
  });
});
