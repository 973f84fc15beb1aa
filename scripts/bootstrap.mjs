// node scripts/bootstrap.mjs demo|test|bench [arguments]
// Works in a fresh clone, before any package is there: checks Node, installs packages, then hands over.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const LEAST_NODE = [20, 19];
const root = fileURLToPath(new URL('..', import.meta.url));

function assertNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1])) return;
  throw new Error(
    `Node ${LEAST_NODE.join('.')} or newer is needed; this is ${process.versions.node}. See https://nodejs.org`,
  );
}

/** Runs the script in place of this one: its arguments, signals and exit code are ours. */
function handOver({ name, args, STOPS_WITH_US, whenParentEnds }) {
  const env = { ...process.env, ...STOPS_WITH_US };
  const child = spawn(process.execPath, [join(root, 'scripts', `${name}.mjs`), ...args], {
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
  assertNode();
  const [name, ...args] = process.argv.slice(2);
  if (!['demo', 'test', 'bench'].includes(name))
    throw new Error('Usage: node scripts/bootstrap.mjs demo|test|bench [arguments]');
  const { createProgress } = await import('./lib/progress.mjs');
  const { installPackages } = await import('./lib/install.mjs');
  await installPackages({ root, progress: createProgress() });
  handOver({ name, args, ...(await import('./lib/parent.mjs')) });
} catch (error) {
  fail(error);
}
