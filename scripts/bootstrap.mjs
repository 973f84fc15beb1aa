// node scripts/bootstrap.mjs demo|dev|test|bench [arguments]
// Works in a fresh clone, before any package is there: installs the packages, among them the Node that the project is
// pinned to, and hands over to that Node. This file and what it imports must run on any Node that can do so much.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The oldest Node that may start this: npm and what is imported here work on it. */
const LEAST_NODE = '20.19.0';
const COMMANDS = ['demo', 'dev', 'test', 'bench'];
const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs the script in place of this one: its arguments, signals and exit code are ours. */
function handOver({ node, name, args, STOPS_WITH_US, whenParentEnds }) {
  const env = { ...process.env, ...STOPS_WITH_US };
  const child = spawn(node, [join(root, 'scripts', `${name}.mjs`), ...args], {
    cwd: root,
    env,
    stdio: 'inherit',
  });
  whenParentEnds(() => child.kill('SIGTERM'));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', fail);
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}

function fail(error) {
  console.error(error.message);
  process.exit(1);
}

try {
  const [name, ...args] = process.argv.slice(2);
  if (!COMMANDS.includes(name))
    throw new Error(`Usage: node scripts/bootstrap.mjs ${COMMANDS.join('|')} [arguments]`);
  const { isAtLeast, nodeToUse, tooOld } = await import('./lib/pinnedNode.mjs');
  const version = process.versions.node;
  if (!isAtLeast(version, LEAST_NODE)) throw new Error(tooOld({ wanted: LEAST_NODE, version }));
  const { createProgress } = await import('./lib/progress.mjs');
  const { installPackages } = await import('./lib/install.mjs');
  const progress = createProgress();
  await installPackages({ root, progress });
  const node = nodeToUse({ root });
  if (node.note) progress.line(node.note);
  handOver({ node: node.path, name, args, ...(await import('./lib/parent.mjs')) });
} catch (error) {
  fail(error);
}
