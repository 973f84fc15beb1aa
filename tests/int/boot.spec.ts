import { consultants } from '../../scripts/seed/people';
import { consultationTypes, packages } from '../../scripts/seed/catalogue';
import { TEMPLATE_KEYS } from '../../src/emails/catalog';
import { startWorld, type World } from '../support/world';

let world: World;
let cpuMs = 0;
beforeAll(async () => {
  const before = process.cpuUsage();
  world = await startWorld('boot');
  const { user, system } = process.cpuUsage(before);
  cpuMs = (user + system) / 1000;
});
afterAll(() => world.close());

describe('a world of the tests', () => {
  it('starts with what the product seeds by its own commands', async () => {
    const made = await Promise.all(
      (['packages', 'consultation-types', 'consultants', 'email-templates'] as const).map(
        async (collection) => (await world.payload.count({ collection, overrideAccess: true })).totalDocs,
      ),
    );
    expect(made).toEqual(
      [packages, consultationTypes, consultants, TEMPLATE_KEYS].map(({ length }) => length),
    );
    const versions = await world.payload.countVersions({
      collection: 'email-templates',
      overrideAccess: true,
    });
    expect(versions.totalDocs).toBe(TEMPLATE_KEYS.length);
  });

  it('tells what its start costs the processor', () => {
    // Said, not asserted: a machine at work on other things makes it more.
    console.log(
      `figure: one boot of the product in tests costs ${Math.round(cpuMs)} ms of a core (goal 2000)`,
    );
    expect(cpuMs).toBeGreaterThan(0);
  });
});
