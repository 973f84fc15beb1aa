'use client';
import { useCallback, useEffect, useState } from 'react';
import { api, type Problem } from '../api';
import { type SlotView } from '../types';
import { toSlotViews } from '../views/catalogViews';
import { instant } from '../views/read';
import { endOf, hasLater, windowAt } from './slotWindow';

export type Slots =
  | { state: 'loading' }
  | {
      state: 'ready';
      slots: SlotView[];
      /** What was looked through. */
      from: string;
      to: string;
      hasEarlier: boolean;
      hasLater: boolean;
    }
  | { state: 'failed'; problem: Problem };

interface Looking {
  found: Slots;
  /** Asks for the same window anew. */
  reload: () => void;
  /** To the next window, or with -1 to the one before. */
  go: (by: 1 | -1) => void;
}

/**
 * The free times of one consultant for one type, two months at a time; a session to be moved does not stand
 * in its own way.
 */
export function useSlots(consultantId: string, typeId: string, moving?: string): Looking {
  const [openedAt] = useState(() => new Date());
  const [asked, setAsked] = useState({ index: 0, attempt: 0 });
  const [found, setFound] = useState<Slots>({ state: 'loading' });

  useEffect(() => {
    const stop = new AbortController();
    const shown = windowAt(openedAt, asked.index);
    const query = new URLSearchParams({
      consultantId,
      typeId,
      ...shown,
      ...(moving ? { consultationId: moving } : {}),
    });
    void api(`/api/consultations/availability?${query}`, { signal: stop.signal }).then((answer) => {
      if (stop.signal.aborted) return;
      if (!answer.ok) {
        setFound({ state: 'failed', problem: answer.problem });
        return;
      }
      const until = instant(answer.data.bookableUntil);
      setFound({
        state: 'ready',
        slots: toSlotViews(answer.data),
        from: shown.from,
        to: endOf(shown, until),
        hasEarlier: asked.index > 0,
        hasLater: hasLater(shown, until),
      });
    });
    return () => stop.abort();
  }, [consultantId, typeId, moving, openedAt, asked]);

  const reload = useCallback(() => {
    setFound({ state: 'loading' });
    setAsked(({ index, attempt }) => ({ index, attempt: attempt + 1 }));
  }, []);
  const go = useCallback((by: 1 | -1) => {
    setFound({ state: 'loading' });
    setAsked(({ index, attempt }) => ({ index: Math.max(0, index + by), attempt }));
  }, []);
  return { found, reload, go };
}
