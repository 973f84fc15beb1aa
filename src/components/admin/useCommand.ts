'use client';
import { useRef, useState } from 'react';

import { newKey } from '@/components/portal/newKey';

import { type Called, patchJson, postJson } from './api';

interface Command {
  isBusy: boolean;
  problem: string | null;
  /** @returns the answer, or null when it was refused; then `problem` says why. */
  run: <T>(path: string, body: unknown) => Promise<T | null>;
  /** The same for a change of a record by Payload's own door. */
  change: <T>(path: string, body: unknown) => Promise<T | null>;
}

/**
 * Posts a command from a dialog. Pressing again after the connection broke repeats the same request under the
 * same key, so it is done at most once; a changed request gets a key of its own.
 */
export function useCommand(): Command {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const last = useRef({ request: '', key: '' });

  const run = async <T>(path: string, body: unknown): Promise<T | null> => {
    const request = `${path} ${JSON.stringify(body)}`;
    if (last.current.request !== request) last.current = { request, key: newKey() };
    return ended(postJson<T>(path, body, last.current.key));
  };
  const change = <T>(path: string, body: unknown): Promise<T | null> => ended(patchJson<T>(path, body));

  const ended = async <T>(sent: Promise<Called<T>>): Promise<T | null> => {
    setBusy(true);
    setProblem(null);
    const called = await sent;
    setBusy(false);
    if (called.ok) return called.data;
    setProblem(called.message);
    return null;
  };
  return { isBusy, problem, run, change };
}
