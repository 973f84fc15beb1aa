import { jsonObject } from './http';

/**
 * A fault to inject into the next matching calls.
 * - `status`: answer it, and do nothing.
 * - `timeout`: do nothing and never answer (true), or drop the connection after so many milliseconds.
 * - `afterEffect`: do what was asked, then lose the answer: "timeout" or true (never answer), "disconnect",
 *   or a status to answer instead.
 */
export interface Fault {
  /** Part of "METHOD /path"; `*` stands for anything. "*" matches every call. */
  match: string;
  status?: number;
  timeout?: true | number;
  afterEffect?: true | 'timeout' | 'disconnect' | number;
  /** How many calls it hits; 1 by default. */
  times: number;
  retryAfter?: string;
  /** Zoom's own error code to answer with `status`; the usual one of that status by default. */
  code?: number;
}

export interface FaultList {
  add(body: string): Fault | null;
  /** The fault for this call, used up by one. */
  take(method: string, path: string): Fault | null;
  list(): Fault[];
  clear(): void;
}

export function createFaults(): FaultList {
  let faults: Fault[] = [];
  return {
    add(body) {
      const fault = parseFault(body);
      if (fault) faults.push(fault);
      return fault;
    },
    take(method, path) {
      const fault = faults.find((candidate) => matches(candidate.match, `${method} ${path}`));
      if (!fault) return null;
      fault.times -= 1;
      faults = faults.filter((candidate) => candidate.times > 0);
      return fault;
    },
    list: () => faults,
    clear() {
      faults = [];
    },
  };
}

function matches(pattern: string, call: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(parts.join('.*')).test(call);
}

function parseFault(body: string): Fault | null {
  const given = jsonObject(body);
  if (!given) return null;
  const { match, status, timeout, afterEffect, times = 1, retryAfter, code } = given;
  const isStatus = (value: unknown) =>
    Number.isInteger(value) && Number(value) >= 400 && Number(value) <= 599;
  const kinds = [
    status !== undefined && isStatus(status),
    timeout !== undefined && (timeout === true || (Number.isInteger(timeout) && Number(timeout) >= 0)),
    afterEffect !== undefined &&
      (afterEffect === true ||
        afterEffect === 'timeout' ||
        afterEffect === 'disconnect' ||
        isStatus(afterEffect)),
  ];
  const named = [status, timeout, afterEffect].filter((value) => value !== undefined);
  const isValid = typeof match === 'string' && match !== '' && Number.isInteger(times) && Number(times) > 0;
  if (!isValid || named.length !== 1 || !kinds.includes(true)) return null;
  return { match, status, timeout, afterEffect, times, retryAfter, code } as Fault;
}
