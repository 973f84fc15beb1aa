import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Changes of sources that are taken back, whatever happens: after a hard kill by the next call.
 * @param {{root: string, keep: string}} input `keep`: a file that remembers how the sources were
 */
export function takeBackEdits({ root, keep }) {
  const before = existsSync(keep) ? JSON.parse(readFileSync(keep, 'utf8')) : {};
  const restore = () => {
    for (const [file, { was, is }] of Object.entries(before)) {
      // What somebody has written meanwhile is theirs.
      if (readFileSync(join(root, file), 'utf8') === is) writeFileSync(join(root, file), was);
      delete before[file];
    }
    rmSync(keep, { force: true });
  };
  restore();
  return {
    /** Puts `to` in the place of `from`, in the file as it was at first. */
    change(file, from, to) {
      const was = before[file]?.was ?? readFileSync(join(root, file), 'utf8');
      if (!was.includes(from))
        throw new Error(`${file} has no "${from}" any more: change the check with it.`);
      const is = was.replace(from, to);
      before[file] = { was, is };
      mkdirSync(dirname(keep), { recursive: true });
      writeFileSync(keep, JSON.stringify(before));
      writeFileSync(join(root, file), is);
    },
    restore,
  };
}
