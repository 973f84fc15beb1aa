import { type Access, type FieldAccess, type FlattenedField, type PayloadRequest } from 'payload';

import { type Person, startWorld, type World } from '../support/world';
import { type Actor, ACTORS, COLLECTIONS, type FieldRule, GLOBALS, WITHOUT_ENDPOINTS } from './rules';

/** Nothing in the configuration has an access rule that the table does not know, and the table knows nothing more. */
let world: World;
let users: Record<Actor, Person['user'] | null>;

beforeAll(async () => {
  world = await startWorld('access declared');
  const staff = async (role: Exclude<Actor, 'stranger' | 'unverified' | 'client'>) =>
    (await world.staff(role)).user;
  users = {
    stranger: null,
    // Payload takes a token of an unconfirmed account for a stranger's.
    unverified: null,
    client: (await world.client()).user,
    consultant: await staff('consultant'),
    editor: await staff('editor'),
    finance: await staff('finance'),
    ops: await staff('ops'),
    owner: await staff('owner'),
  };
});
afterAll(() => world.close());

const OPERATIONS = ['create', 'read', 'update'] as const;

/** Every field with a rule of its own, by its path. */
function ruled(
  fields: FlattenedField[],
  prefix = '',
): Map<string, { access: NonNullable<FlattenedField['access']>; hidden: boolean }> {
  const found = new Map<string, { access: NonNullable<FlattenedField['access']>; hidden: boolean }>();
  for (const field of fields) {
    const path = prefix + field.name;
    const hidden = 'hidden' in field && field.hidden === true;
    const access = ('access' in field && field.access) || {};
    if (hidden || Object.keys(access).length > 0) found.set(path, { access, hidden });
    if ('flattenedFields' in field)
      for (const [inner, rule] of ruled(field.flattenedFields, `${path}.`)) found.set(inner, rule);
  }
  return found;
}

async function holders(rule: FieldAccess | undefined): Promise<Actor[] | undefined> {
  if (!rule) return undefined;
  const answers = await Promise.all(
    ACTORS.map(async (actor) =>
      rule({ req: { user: users[actor], payload: world.payload } as PayloadRequest }),
    ),
  );
  return ACTORS.filter((_actor, index) => answers[index]);
}

async function rulesOf(fields: FlattenedField[]): Promise<Record<string, FieldRule>> {
  const rules: Record<string, FieldRule> = {};
  for (const [path, { access, hidden }] of ruled(fields)) {
    const rule: FieldRule = hidden ? { hidden: true } : {};
    for (const operation of OPERATIONS) {
      const who = await holders(access[operation]);
      if (who) rule[operation] = who;
    }
    rules[path] = rule;
  }
  return rules;
}

const inOrder = (rule: FieldRule): FieldRule => {
  const sorted: FieldRule = rule.hidden ? { hidden: true } : {};
  for (const operation of OPERATIONS)
    if (rule[operation]) sorted[operation] = ACTORS.filter((actor) => rule[operation]?.includes(actor));
  return sorted;
};

describe('the table of rules', () => {
  it("names every collection, Payload's own too, and no other", () => {
    expect(world.payload.config.collections.map(({ slug }) => slug).sort()).toEqual(
      Object.keys(COLLECTIONS).sort(),
    );
  });

  it('names every global, and no other', () => {
    expect(world.payload.config.globals.map(({ slug }) => slug)).toEqual(Object.keys(GLOBALS));
  });

  it.each(Object.keys(COLLECTIONS))('%s has the operations that are declared', (slug) => {
    const { config } = world.payload.collections[slug as 'clients'];
    const relevant = Object.keys(config.access).filter((operation) => operation !== 'unlock' || config.auth);
    const { fields: _fields, ...declared } = COLLECTIONS[slug] ?? { fields: {} };
    expect(relevant.sort()).toEqual(Object.keys(declared).sort());
    expect(Boolean(config.versions)).toBe('readVersions' in declared);
    expect(config.endpoints === false).toBe(WITHOUT_ENDPOINTS.includes(slug));
  });

  it.each(Object.keys(COLLECTIONS))('%s has the field rules that are declared', async (slug) => {
    const declared = Object.entries(COLLECTIONS[slug]?.fields ?? {}).map(([path, rule]) => [
      path,
      inOrder(rule),
    ]);
    expect(await rulesOf(world.payload.collections[slug as 'clients'].config.flattenedFields)).toEqual(
      Object.fromEntries(declared),
    );
  });

  it.each(Object.keys(GLOBALS))('the global %s has the field rules that are declared', async (slug) => {
    const found = world.payload.config.globals.find((global) => global.slug === slug);
    expect(await rulesOf(found?.flattenedFields ?? [])).toEqual(GLOBALS[slug]?.fields);
  });

  it('nobody signs in with an API key', () => {
    const keyed = world.payload.config.collections.filter(({ auth }) => auth && auth.useAPIKey);
    expect(keyed.map(({ slug }) => slug)).toEqual([]);
  });

  it('only staff enter the admin', async () => {
    for (const slug of ['clients', 'staff'] as const) {
      const rule = world.payload.collections[slug].config.access.admin as Access | undefined;
      const who = COLLECTIONS[slug]?.admin?.all ?? [];
      for (const actor of ACTORS) {
        expect([actor, await rule?.({ req: { user: users[actor] } as PayloadRequest })]).toEqual([
          actor,
          who.includes(actor),
        ]);
      }
    }
  });
});
