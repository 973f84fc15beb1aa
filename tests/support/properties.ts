import { configureGlobal } from 'fast-check';

import { PROPERTY_SEED } from './volume';

/**
 * fast-check as tests use it: its runs begin at the seed of this run of tests, so the landing draws the same each time.
 * A test file takes it from here, never from the package (`tests/unit/seeds.spec.ts` sees to it).
 */
configureGlobal({ seed: PROPERTY_SEED });

export { default } from 'fast-check';
