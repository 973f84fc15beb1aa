import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';

const POLL_MS = 50;

/**
 * Ends a process group: politely, then hard.
 * @param {number} group its leader's process id
 * @param {{graceMs?: number, signal?: string | null}} [how] `signal` null: somebody has asked it already
 */
export async function stopGroup(group, { graceMs = 10_000, signal = 'SIGTERM' } = {}) {
  if (signal && graceMs > 0) send(group, signal);
  if (await isGone(group, graceMs)) return;
  send(group, 'SIGKILL');
  await isGone(group, 5000);
}

/** What identifies a process over time: its id alone may be given to another one later. */
export function recordOf(pid) {
  return { pid, startedAt: startOf(pid) };
}

/** @returns {boolean} whether the recorded process still runs */
export function isRunning({ pid, startedAt }) {
  return startedAt !== undefined && startOf(pid) === startedAt;
}

/** Ends the group of a recorded process. @returns {Promise<boolean>} whether it was still running */
export async function stopRecorded(record) {
  if (!isRunning(record)) return false;
  await stopGroup(record.pid, { graceMs: 5000 });
  return true;
}

/** A mark of when a process started, the same for as long as it lives; nothing when there is no such process. */
function startOf(pid) {
  if (process.platform === 'linux') {
    const file = `/proc/${pid}/stat`;
    const fields = afterName(existsSync(file) ? readFileSync(file, 'utf8') : '');
    return fields[0] === 'Z' ? undefined : fields[19];
  }
  return (
    spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)])
      .stdout.toString()
      .trim() || undefined
  );
}

function send(group, signal) {
  try {
    process.kill(-group, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

async function isGone(group, withinMs) {
  const deadline = Date.now() + withinMs;
  for (;;) {
    if (!(await hasMembers(group))) return true;
    if (Date.now() >= deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** A zombie still counts as a member for the kernel; in a container without an init it would do so for ever. */
async function hasMembers(group) {
  try {
    process.kill(-group, 0);
  } catch (error) {
    if (error.code === 'ESRCH') return false;
    if (error.code !== 'EPERM') throw error;
  }
  if (process.platform !== 'linux') return true;
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  // A process without a stat file has ended meanwhile.
  const stats = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')));
  return stats.map(afterName).some(([state, , pgrp]) => Number(pgrp) === group && state !== 'Z');
}

/** The fields of /proc/pid/stat from the state on: the name before them may hold spaces and brackets. */
const afterName = (stat) => stat.slice(stat.lastIndexOf(')') + 2).split(' ');
