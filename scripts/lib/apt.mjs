import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** @returns {boolean} whether Debian packages can be installed here: Debian or Ubuntu, as root. */
export function canAptInstall() {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get');
}

/**
 * Installs Debian packages. The lists are fetched first: a fresh container has none. Another apt running at
 * the same moment is waited for (up to two minutes).
 * @param {string[]} packages
 */
export async function aptInstall(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = { env, maxBuffer: 64 * 1024 * 1024 };
  const wait = ['-o', 'DPkg::Lock::Timeout=120'];
  await run('apt-get', [...wait, 'update', '-qq'], options);
  await run('apt-get', [...wait, 'install', '-y', '-qq', '--no-install-recommends', ...packages], options);
}
