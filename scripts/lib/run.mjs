import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, renameSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { stopGroup } from './processes.mjs';

/**
 * Starts a program that keeps running, in a process group of its own, writing to a log file (the one of the
 * start before is kept as `.old`).
 * @param {{name: string, command: string, args: string[], env?: object, cwd?: string, logFile: string}} input
 * @returns {Promise<{name: string, pid: number, logFile: string,
 *   exited: Promise<{code: number | null, signal: string | null}>,
 *   stop: (how?: {graceMs?: number, signal?: string | null}) => Promise<void>}>} `stop` ends the whole group: first
 *   politely (`signal`, or by nothing when null: the caller has asked already), after `graceMs` hard
 */
export async function startService({ name, command, args, env = process.env, cwd, logFile }) {
  mkdirSync(dirname(logFile), { recursive: true });
  if (existsSync(logFile)) renameSync(logFile, `${logFile}.old`);
  const file = openSync(logFile, 'a');
  const child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', file, file] });
  closeSync(file);
  const exited = new Promise((resolve) => child.on('exit', (code, signal) => resolve({ code, signal })));
  await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject));
  return {
    name,
    pid: child.pid,
    logFile,
    exited,
    stop: ({ graceMs = 10_000, signal = 'SIGTERM' } = {}) => stopGroup(child.pid, { graceMs, signal }),
  };
}

/**
 * Runs a program to its end and keeps what it prints.
 * @param {{command: string, args: string[], env?: object, cwd?: string, timeoutMs?: number, stop?: AbortSignal}} input
 *   its whole process group is ended when the time is over or `stop` fires
 * @returns {Promise<{code: number, output: string, timedOut: boolean}>} `code` is 1 when it was ended by a signal
 */
export function runToEnd({ command, args, env = process.env, cwd, timeoutMs, stop }) {
  if (stop?.aborted)
    return Promise.resolve({ code: 1, output: 'Not started: interrupted.', timedOut: false });
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks = [];
    let timedOut = false;
    const end = () => child.pid && void stopGroup(child.pid, { graceMs: 3000 });
    const timer = timeoutMs && setTimeout(() => ((timedOut = true), end()), timeoutMs);
    stop?.addEventListener('abort', end, { once: true });
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      stop?.removeEventListener('abort', end);
      resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString(), timedOut });
    });
  });
}

/** @returns {Promise<string>} the last lines of a log, or nothing when there is none */
export async function tailOf(file, lines = 20) {
  const text = await readFile(file, 'utf8').catch(() => ''); // a program that wrote nothing has no log
  return text.trimEnd().split('\n').slice(-lines).join('\n');
}
