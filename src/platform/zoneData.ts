/**
 * The rules of time zones come with Node. Countries change them at short notice: with old ones a session is told at an
 * hour that is not the client's.
 */
const MIDDLE_OF_YEAR = 6;

/** What this process runs on. `zoneData` is a release of the IANA database, as `2026c`. */
export interface Runtime {
  node: string;
  zoneData: string;
}

export const runtime = (versions: NodeJS.ProcessVersions = process.versions): Runtime => ({
  node: versions.node,
  zoneData: versions.tz ?? 'unknown',
});

/**
 * What is wrong with the zone data, if anything. A release names its year and not its day, so it is taken to be from
 * the middle of that year: it is older than a year from the middle of the next one on.
 * @param at the machine's time: the age of what is installed has nothing to do with a clock that the demo moves
 */
export function zoneDataProblem(zoneData: string, at: Date): string | null {
  const year = /^(\d{4})[a-z]+$/.exec(zoneData)?.[1];
  if (!year) return 'this Node does not tell which zone data it has';
  const oldFrom = new Date(Date.UTC(Number(year) + 1, MIDDLE_OF_YEAR, 1));
  return at < oldFrom ? null : `the zone data ${zoneData} are older than a year: install a newer Node`;
}
