import { relative } from 'node:path';
import { readTimes } from './times.mjs';

/** Files that turn the clock of what all share: the others live at the machine's time. */
const LAST = /^tests\/e2e\/later\//;
/** What a file takes that nobody has timed yet. */
const UNKNOWN_SECONDS = 10;

/** The order in which jest begins test files. A run begun anew has the same order: nothing is remembered. */
export default class LongestFirst {
  sort(tests) {
    const ranked = tests.map((test) => {
      const root = test.context.config.rootDir;
      const file = relative(root, test.path).replaceAll('\\', '/');
      return { test, file, isLast: LAST.test(file), seconds: readTimes(root)[file] ?? UNKNOWN_SECONDS };
    });
    ranked.sort((a, b) => a.isLast - b.isLast || b.seconds - a.seconds || (a.file < b.file ? -1 : 1));
    return ranked.map(({ test }) => test);
  }

  shard(tests) {
    return tests;
  }

  cacheResults() {}
}
