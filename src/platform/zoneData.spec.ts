import { runtime, zoneDataProblem } from './zoneData';

describe('zone data', () => {
  it.each([
    ['2026c', '2026-12-01T00:00:00Z'],
    ['2026c', '2027-06-30T23:59:59Z'],
    ['2026a', '2027-01-01T00:00:00Z'],
    ['2027a', '2026-12-31T00:00:00Z'],
  ])('%s are fresh enough at %s', (zoneData, at) => {
    expect(zoneDataProblem(zoneData, new Date(at))).toBeNull();
  });

  it.each([
    ['2025c', '2026-12-01T00:00:00Z'],
    ['2026c', '2027-07-01T00:00:00Z'],
    ['2024b', '2026-01-01T00:00:00Z'],
  ])('%s are older than a year at %s', (zoneData, at) => {
    expect(zoneDataProblem(zoneData, new Date(at))).toBe(
      `the zone data ${zoneData} are older than a year: install a newer Node`,
    );
  });

  it.each(['', 'unknown', '2026', 'c2026'])('that nobody can date ("%s") are told of', (zoneData) => {
    expect(zoneDataProblem(zoneData, new Date('2026-12-01T00:00:00Z'))).toBe(
      'this Node does not tell which zone data it has',
    );
  });

  it('are those of this Node', () => {
    expect(runtime()).toEqual({ node: process.versions.node, zoneData: process.versions.tz });
    expect(runtime({ node: '26.10.0' } as NodeJS.ProcessVersions).zoneData).toBe('unknown');
  });
});
