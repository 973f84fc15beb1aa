import { relative } from 'node:path';
import { readTimes } from './times.mjs';

/** What a file takes that nobody has timed yet. */
const UNKNOWN_SECONDS = 10;

/** The order in which jest begins test files. A run begun anew has the same order: nothing is remembered. */
export default class LongestFirst {
  sort(tests) {
    const seconds = ({ path, context }) => {
      const root = context.config.rootDir;
      return readTimes(root)[relative(root, path).replaceAll('\\', '/')] ?? UNKNOWN_SECONDS;
    };
    return [...tests].sort((a, b) => seconds(b) - seconds(a) || (a.path < b.path ? -1 : 1));
  }

  shard(tests) {
    return tests;
  }

  cacheResults() {}
}
