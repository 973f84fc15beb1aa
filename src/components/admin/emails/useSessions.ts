'use client';
import { useEffect, useState } from 'react';

import { getJson } from '../api';
import { sessionQuery } from './sessionQuery';
import { type SessionChoice } from './views';

interface Found {
  sessions: SessionChoice[] | null;
  problem: string | null;
}

const PAUSE_MS = 250;

/** The latest sessions that fit, among those the reader may see. */
export function useSessions(words: string): Found {
  const [found, setFound] = useState<Found>({ sessions: null, problem: null });
  useEffect(() => {
    const stop = new AbortController();
    const ask = () =>
      getJson<{ docs: SessionChoice[] }>(`/api/consultations?${sessionQuery(words)}`, stop.signal).then(
        (called) =>
          setFound(
            called.ok
              ? { sessions: called.data.docs, problem: null }
              : { sessions: null, problem: called.message },
          ),
        () => undefined, // Aborted: more was typed.
      );
    const timer = setTimeout(() => void ask(), PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [words]);
  return found;
}
