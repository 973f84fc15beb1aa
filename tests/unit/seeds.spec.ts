import { globSync, readFileSync } from 'node:fs';
import { readConfigureGlobal } from 'fast-check';

import fc from '../support/properties';
import { PROPERTY_SEED } from '../support/volume';

const drawn = (): number[] => {
  const values: number[] = [];
  fc.assert(fc.property(fc.nat(), (value) => void values.push(value)));
  return values;
};

describe('what chance decides in a test', () => {
  it('begins at the seed of the run, so the same is drawn each time', () => {
    expect(readConfigureGlobal()?.seed).toBe(PROPERTY_SEED);
    expect(drawn()).toEqual(drawn());
  });

  it('is drawn by way of tests/support/properties.ts in every test file', () => {
    const files = globSync('{src,simulators,tests}/**/*.spec.{ts,tsx}');
    expect(files.length).toBeGreaterThan(100);
    const ownWay = files.filter((file) =>
      /^import fc\b.* from 'fast-check'/m.test(readFileSync(file, 'utf8')),
    );
    expect(ownWay).toEqual([]);
  });
});
