import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Installs the packages when they are missing or older than package-lock.json. Uses nothing but Node.
 * @param {{root: string, progress: {line: Function, during: Function}}} input
 */
export async function installPackages({ root, progress }) {
  const lockFile = join(root, 'package-lock.json');
  const marker = join(root, 'node_modules', '.installed-for');
  const wanted = fingerprint(existsSync(lockFile) ? lockFile : join(root, 'package.json'));
  if (readIfThere(marker) === wanted) return;
  if (!matchesLock(root, lockFile)) {
    progress.line(`Packages: ${existsSync(join(root, 'node_modules')) ? 'out of date' : 'missing'}`);
    await progress.during('installing packages', () =>
      install({ root, isLocked: existsSync(lockFile), line: progress.line }),
    );
  }
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  writeFileSync(marker, wanted);
}

/**
 * `npm ci` refuses a lock file that lacks a package for some other platform (made where that platform's
 * package could not be seen); `npm install` takes what is in it all the same. It leaves the file as it is.
 */
async function install({ root, isLocked, line }) {
  if (!isLocked) return npm(root, ['install']);
  try {
    return await npm(root, ['ci']);
  } catch (error) {
    if (!error.message.includes('code EUSAGE')) throw error;
    line('Packages: npm ci does not accept the lock file, so npm install follows it');
    return npm(root, ['install', '--no-save']);
  }
}

/**
 * Native parts fit one platform and every Node that may start this: they are prebuilt for Node-API, whose binary
 * interface stays the same. So an older Node installs what the pinned one runs, and neither installs anew after the
 * other.
 */
function fingerprint(file) {
  const hash = createHash('sha256').update(readFileSync(file)).digest('hex');
  return `${hash} ${process.platform}-${process.arch}`;
}

/**
 * Whether what npm says it installed is what the lock file asks for: true after somebody ran `npm install`
 * by hand, and then nothing needs to be done again.
 */
function matchesLock(root, lockFile) {
  const hidden = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(lockFile) || !existsSync(hidden)) return false;
  const has = JSON.parse(readFileSync(hidden, 'utf8')).packages;
  const wants = JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  return Object.entries(wants).every(
    ([path, entry]) =>
      path === '' || has[path]?.version === entry.version || (!has[path] && mayBeMissing(entry)),
  );
}

/** npm leaves out an optional package of another platform, and silently one that it could not get. */
function mayBeMissing({ optional, os, cpu, libc }) {
  const isForHere = [os].flat().includes(process.platform) && [cpu].flat().includes(process.arch) && !libc;
  return optional && !isForHere;
}

function npm(root, [verb, ...options]) {
  // Under `npm run`, npm names itself and its Node: the same npm is used, and no shell is needed on any platform.
  const { npm_execpath: self, npm_node_execpath: node = process.execPath } = process.env;
  const [command, ...first] = self ? [node, self] : [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
  const args = [...first, verb, ...options, '--include=dev', '--include=optional', '--no-audit', '--no-fund'];
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: command === 'npm.cmd',
    });
    const chunks = [];
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`npm ${verb} failed:\n${Buffer.concat(chunks).toString().trimEnd()}`));
    });
  });
}

const readIfThere = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : undefined);
