'use client';
import { useCallback, useEffect, useState } from 'react';
import { api, type Problem } from '../api';
import { type SlotView } from '../types';
import { toSlotViews } from '../views/catalogViews';

export type Slots =
  | { state: 'loading' }
  | { state: 'ready'; slots: SlotView[] }
  | { state: 'failed'; problem: Problem };

/** Within the longest window the API answers, 62 days. */
const WINDOW_MS = 61 * 86_400_000;

/** The free times of one consultant for one type; a session to be moved does not stand in its own way. `reload` asks anew. */
export function useSlots(consultantId: string, typeId: string, moving?: string): { found: Slots; reload: () => void } {
  const [attempt, setAttempt] = useState(0);
  const [found, setFound] = useState<Slots>({ state: 'loading' });

  useEffect(() => {
    const stop = new AbortController();
    const from = new Date();
    const to = new Date(from.getTime() + WINDOW_MS);
    const query = new URLSearchParams({ consultantId, typeId, from: from.toISOString(), to: to.toISOString(), ...(moving ? { consultationId: moving } : {}) });
    void api(`/api/consultations/availability?${query}`, { signal: stop.signal }).then((answer) => {
      if (stop.signal.aborted) return;
      if (answer.ok) setFound({ state: 'ready', slots: toSlotViews(answer.data) });
      else setFound({ state: 'failed', problem: answer.problem });
    });
    return () => stop.abort();
  }, [consultantId, typeId, moving, attempt]);

  const reload = useCallback(() => {
    setFound({ state: 'loading' });
    setAttempt((count) => count + 1);
  }, []);
  return { found, reload };
}
