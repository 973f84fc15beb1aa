import { type FlattenedField } from 'payload';

import { type CallOptions, type Reply, startWorld, type World } from '../support/world';
import { type Cast, castOf } from './cast';
import { deep, ODD_BODIES, ODD_QUERIES } from './oddInputs';
import { ROWS } from './routeRows';
import { COLLECTIONS, WITHOUT_ENDPOINTS } from './rules';
import { everything } from './everything';

/**
 * Every route and every field with every type of JSON, odd bodies and odd queries at every door: nothing answers 5xx,
 * and what is refused leaves no trace.
 */
let world: World;
let cast: Cast;
beforeAll(async () => {
  world = await startWorld('access every type');
  cast = await castOf(world);
}, 180_000);
afterAll(() => world.close());

interface Ask extends CallOptions {
  method: string;
  path: string;
}
const AT_ONCE = 6;
let keys = 0;

/** What was asked and how it was answered, a few at a time. */
async function askAll(asks: Ask[], atOnce = AT_ONCE): Promise<[Ask, Reply][]> {
  const queue = asks.values();
  const answered: [Ask, Reply][] = [];
  const next = async (): Promise<void> => {
    for (const ask of queue) {
      const { method, path, ...options } = ask;
      const key = `every-type-${(keys += 1)}`;
      answered.push([ask, await world.api(method, path, { key, ...options })]);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, next));
  return answered;
}

const told = ({ method, path, body }: Ask, { status }: Reply): string =>
  `${status} ${method} ${path} ${(typeof body === 'string' ? body : JSON.stringify(body))?.slice(0, 60)}`;
const answeredBy = (answers: [Ask, Reply][], wrong: (status: number) => boolean): string[] =>
  answers.filter(([, reply]) => wrong(reply.status)).map(([ask, reply]) => told(ask, reply));
const isServerError = (status: number): boolean => status >= 500;

const TYPES: Record<string, unknown[]> = {
  null: [null],
  boolean: [true],
  number: [-1.5],
  text: ['x'],
  list: [[], [null], ['x']],
  object: [{}, { $gt: '' }],
};
/** The types that fit a kind of field; null stands for nothing wherever a field holds one value. */
const FITS: Partial<Record<FlattenedField['type'], string[]>> = {
  number: ['null', 'number'],
  checkbox: ['null', 'boolean'],
  json: Object.keys(TYPES),
  group: ['object'],
  array: ['null', 'list'],
};
const typesOf = (field: FlattenedField): string[] => {
  if ('hasMany' in field && field.hasMany) return ['null', 'list'];
  if (field.type === 'relationship')
    return Array.isArray(field.relationTo) ? ['null', 'object'] : ['null', 'text'];
  return FITS[field.type] ?? ['null', 'text'];
};

/** Bodies with one value at one field, at any depth: those of a type that fits, and the others. */
function bodiesOf(fields: FlattenedField[], fitting: boolean): Record<string, unknown>[] {
  return fields.flatMap((field) => {
    const values = Object.entries(TYPES)
      .filter(([type]) => typesOf(field).includes(type) === fitting)
      .flatMap(([, some]) => some);
    const inner = 'flattenedFields' in field ? bodiesOf(field.flattenedFields, fitting) : [];
    return [...values, ...(field.type === 'array' ? inner.map((row) => [row]) : inner)].map((value) => ({
      [field.name]: value,
    }));
  });
}

/** A preference may be anything, what a form may do is asked without a body, and one collection has no door. */
const isFree = (path: string): boolean => /payload-(preferences|kv)|\/access\//.test(path);

const butPreferences = ({ 'payload-preferences': _own, ...marks }: Record<string, string>) => marks;

const SLUGS = Object.keys(COLLECTIONS).filter((slug) => !WITHOUT_ENDPOINTS.includes(slug));
const mayChange = (slug: string): boolean =>
  Boolean(COLLECTIONS[slug]?.update.all ?? COLLECTIONS[slug]?.update.own);

function fieldAsks(fitting: boolean): Ask[] {
  const as = cast.people.owner;
  const ofCollections = SLUGS.flatMap((slug) =>
    bodiesOf(world.payload.collections[slug as 'clients'].config.flattenedFields, fitting).map((body, at) =>
      // What is made and what is changed is read by the same code: the two take turns.
      at % 2 === 0 && mayChange(slug)
        ? { method: 'PATCH', path: `/api/${slug}/${cast.others(slug)}`, body, as }
        : { method: 'POST', path: `/api/${slug}`, body, as },
    ),
  );
  const ofSettings = bodiesOf(world.payload.config.globals[0]?.flattenedFields ?? [], fitting).map(
    (body) => ({
      ...{ method: 'POST', path: '/api/globals/settings', body, as },
    }),
  );
  return [...ofCollections, ...ofSettings];
}

describe('every field of every collection', () => {
  it('refuses every type of JSON that does not fit it, and nothing is stored', async () => {
    const before = await everything(world);
    const asks = fieldAsks(false).filter(({ path }) => !isFree(path));
    expect(asks.length).toBeGreaterThan(1000);
    expect(answeredBy(await askAll(asks), (status) => status !== 400)).toEqual([]);
    expect(await everything(world)).toEqual(before);
  }, 60_000);

  it('takes or refuses what fits it by type, and never fails', async () => {
    const asks = fieldAsks(true);
    // Those of one record follow each other: a record that all change at once would say that it is busy.
    const paths = [...new Set(asks.map(({ path }) => path))];
    const answers = await Promise.all(
      paths.map((path) =>
        askAll(
          asks.filter((ask) => ask.path === path),
          1,
        ),
      ),
    );
    expect(answeredBy(answers.flat(), isServerError)).toEqual([]);
  }, 60_000);
});

/** Every door that reads a body, of one collection. */
const doorsOf = (slug: string): [method: string, path: string][] => {
  const id = cast.others(slug);
  return [
    ['POST', `/api/${slug}`],
    ['PATCH', `/api/${slug}/${id}`],
    ['PATCH', `/api/${slug}`],
    ['POST', `/api/${slug}/access/${id}`],
    ['POST', `/api/${slug}/${id}`],
    ['POST', `/api/${slug}/${id}/duplicate`],
    ['POST', `/api/${slug}/versions/${id}`],
    ...['login', 'reset-password', 'first-register', 'unlock', 'forgot-password'].map(
      (word): [string, string] => ['POST', `/api/${slug}/${word}`],
    ),
  ];
};

describe('a body that is none', () => {
  const KINDS = ['application/json', 'text/plain', 'multipart/form-data', 'multipart/form-data; boundary=x'];

  it("is refused by every door of Payload's, and nothing is stored", async () => {
    const as = cast.people.owner;
    const doors = [...SLUGS.flatMap(doorsOf), ['POST', '/api/globals/settings'] as [string, string]];
    const asks = doors.flatMap(([method, path], at) => [
      ...ODD_BODIES.map((body) => ({ method, path, body, as })),
      // Signed out too: a stranger reaches the same code.
      { method, path, body: ODD_BODIES[at % ODD_BODIES.length] },
      ...KINDS.map((kind) => ({ method, path, body: '[null]', as, headers: { 'content-type': kind } })),
    ]);
    const before = await everything(world);
    const isRefused = (status: number): boolean => [400, 401, 403, 404, 422].includes(status);
    const answers = await askAll(asks);
    expect(answeredBy(answers, isServerError)).toEqual([]);
    const judged = answers.filter(([{ path }]) => !isFree(path));
    expect(answeredBy(judged, (status) => !isRefused(status))).toEqual([]);
    expect(butPreferences(await everything(world))).toEqual(butPreferences(before));
  }, 60_000);

  it('is refused by every route of ours, and so is a field of another type', async () => {
    const scene = { world, cast };
    const asks = Object.values(ROWS).flatMap((row): Ask[] => {
      const actor = row.all[0] ?? row.own?.[0] ?? 'stranger';
      const as = cast.people[actor];
      const path = row.path(scene, actor, 'own');
      const good = row.body?.(scene, actor, 'own');
      const join = path.includes('?') ? '&' : '?';
      const names = new Set([...Object.keys(good ?? {}), ...(row.fields ?? [])]);
      const values = Object.values(TYPES).flat();
      const fields = [...names].flatMap((name) =>
        values.map((value) =>
          good
            ? { method: 'POST', path, body: { ...good, [name]: value }, as }
            : {
                method: 'GET',
                path: `${path}${join}${name}=${encodeURIComponent(JSON.stringify(value))}`,
                as,
              },
        ),
      );
      return row.method === 'GET'
        ? fields
        : [...fields, ...ODD_BODIES.map((body) => ({ method: 'POST', path, body, as }))];
    });
    expect(answeredBy(await askAll(asks), isServerError)).toEqual([]);
  }, 60_000);
});

it('an odd query or an odd id is refused or finds nothing, at every door that reads one', async () => {
  const as = cast.people.owner;
  const before = await everything(world);
  const asks = SLUGS.flatMap((slug, turn): Ask[] => {
    const paths = [
      `/api/${slug}`,
      `/api/${slug}/count`,
      `/api/${slug}/versions`,
      `/api/${slug}/${cast.others(slug)}`,
    ];
    const ids = ['x', '%00', 'undefined', '9'.repeat(400), encodeURIComponent('{"$ne":null}')];
    return [
      // Over the collections each query comes to each kind of address.
      ...ODD_QUERIES.map((query, at) => ({ method: 'GET', path: `${paths[(at + turn) % 4]}?${query}`, as })),
      ...ids.flatMap((id) =>
        ['GET', 'PATCH', 'DELETE'].map((method) => ({
          ...{ method, path: `/api/${slug}/${id}`, as },
          ...(method === 'PATCH' ? { body: {} } : {}),
        })),
      ),
    ];
  });
  expect(answeredBy(await askAll(asks), isServerError)).toEqual([]);
  expect(butPreferences(await everything(world))).toEqual(butPreferences(before));
}, 60_000);

it('a body of many unknown names, or of great depth, is refused before anything is asked of the database', async () => {
  const names = JSON.stringify(Object.fromEntries(Array.from({ length: 8000 }, (_, n) => [`name-${n}`, n])));
  const { owner } = cast.people;
  const commands = await world.commandsOf(async () => {
    for (const body of [names, deep(50_000), 'x'.repeat(300_000)])
      for (const path of [`/api/consultants/${world.consultants.amelia}`, `/api/clients/${cast.otto.id}`])
        expect(
          answeredBy(await askAll([{ method: 'PATCH', path, as: owner, body }]), (s) => s < 400),
        ).toEqual([]);
  });
  expect(commands).toEqual([]);
});
