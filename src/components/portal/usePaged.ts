'use client';
import { useCallback, useEffect, useState } from 'react';
import { api, type Problem } from './api';
import { list, number } from './views/read';

export type Paged<T> =
  | { state: 'loading' }
  | { state: 'failed'; problem: Problem }
  | { state: 'ready'; docs: T[]; page: number; totalPages: number };

const PAGE_SIZE = 20;

/** One page of a list of the API at a time. `toView` must not change between renders. */
export function usePaged<T>(path: string, toView: (value: unknown) => T) {
  const [page, setPage] = useState(1);
  const [attempt, setAttempt] = useState(0);
  const [paged, setPaged] = useState<Paged<T>>({ state: 'loading' });

  useEffect(() => {
    const stop = new AbortController();
    void api(`${path}${path.includes('?') ? '&' : '?'}page=${page}&limit=${PAGE_SIZE}`, {
      signal: stop.signal,
    }).then((answer) => {
      if (stop.signal.aborted) return;
      if (!answer.ok) setPaged({ state: 'failed', problem: answer.problem });
      else
        setPaged({
          state: 'ready',
          docs: list(answer.data.docs).map(toView),
          page,
          totalPages: number(answer.data.totalPages),
        });
    });
    return () => stop.abort();
  }, [path, page, attempt, toView]);

  const retry = useCallback(() => {
    setPaged({ state: 'loading' });
    setAttempt((count) => count + 1);
  }, []);
  return { paged, setPage, retry };
}
