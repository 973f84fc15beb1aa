import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { NO_CHROMIUM } from '../chromium.mjs';

/** What test files may need: each gives the environment that leads to it, or says why they cannot run. */
const NEEDS = {
  mongo: async (context) => ({
    env: {
      TEST_MONGO_URI: await context.progress.during('MongoDB', context.mongo),
      SEED_ROWS_FILE: join(await context.scratch(), 'seed-rows.bson'),
      CHILD_PROGRAMS: await context.children(),
    },
  }),

  specs: async ({ root }) => {
    const folder = process.env.SPECS_DIR || resolve(root, '..', 'shared', 'specs');
    return existsSync(folder) ? { env: { SPECS_DIR: folder } } : {};
  },

  product: async (context) => {
    const chromium = await context.chromium();
    if (!chromium) return { skip: NO_CHROMIUM };
    const [ready, endpoint] = await Promise.all([context.product(), context.browser()]);
    return { env: { CHROMIUM_PATH: chromium, E2E_READY_FILE: ready, BROWSER_ENDPOINT: endpoint } };
  },
};

/**
 * Makes ready what some steps need, each thing once.
 * @returns {Promise<{env: Record<string, string>, skip?: string}>}
 */
export async function prepare(context, steps) {
  const names = new Set(steps.flatMap(({ needs }) => needs));
  const ready = await Promise.all([...names].map((name) => NEEDS[name](context)));
  return {
    env: Object.assign({}, ...ready.map(({ env }) => env)),
    skip: ready.find(({ skip }) => skip)?.skip,
  };
}
