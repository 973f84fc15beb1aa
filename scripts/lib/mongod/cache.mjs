import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where downloaded servers are kept: outside the project, so a fresh clone finds them again. */
export function cacheFolder() {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'insight-serenity', 'mongod');
}
