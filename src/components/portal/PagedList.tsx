'use client';
import { type ReactNode } from 'react';
import { Button } from '@/components/ui/Button';
import { Notice } from '@/components/ui/Notice';
import { Pagination } from '@/components/ui/Pagination';
import { Skeleton } from '@/components/ui/Skeleton';
import { usePaged } from './usePaged';

interface Props<T> {
  path: string;
  toView: (value: unknown) => T;
  /** The whole list, e.g. a table. */
  render: (docs: T[]) => ReactNode;
  empty: ReactNode;
}

/** A list of the API with pages, its waiting, its failure and its emptiness. */
export function PagedList<T>({ path, toView, render, empty }: Props<T>) {
  const { paged, setPage, retry } = usePaged(path, toView);
  if (paged.state === 'loading') {
    return (
      <div role="status" className="grid gap-3">
        <span className="sr-only">Loading…</span>
        {[1, 2, 3].map((row) => (
          <Skeleton key={row} className="h-20 w-full" />
        ))}
      </div>
    );
  }
  if (paged.state === 'failed') {
    return (
      <div className="grid gap-4">
        <Notice tone="bad" live title="The list could not be loaded">
          {paged.problem.message}
        </Notice>
        <Button variant="secondary" onClick={retry} className="justify-self-start">
          Try again
        </Button>
      </div>
    );
  }
  if (paged.docs.length === 0) return empty;
  return (
    <>
      {render(paged.docs)}
      <Pagination page={paged.page} totalPages={paged.totalPages} onPage={setPage} />
    </>
  );
}
