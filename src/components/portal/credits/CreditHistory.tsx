'use client';
import { useState } from 'react';
import { ButtonLink } from '@/components/ui/ButtonLink';
import { Chips } from '@/components/ui/Chips';
import { EmptyState } from '@/components/ui/EmptyState';
import { PagedList } from '../PagedList';
import { toCreditEntryView } from '../views/creditEntryView';
import { CreditTable } from './CreditTable';
import { HISTORY_FILTERS, type HistoryFilter } from './historyFilters';

/** Every movement of the client's credits, newest first. */
export function CreditHistory({ timezone }: { timezone: string }) {
  const [filter, setFilter] = useState<HistoryFilter>(HISTORY_FILTERS[0]);
  return (
    <section aria-labelledby="history-title">
      <div className="mb-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <h2 id="history-title" className="text-xl">
          Every movement
        </h2>
        <Chips label="Show" choices={HISTORY_FILTERS} chosen={filter} onChoose={setFilter} />
      </div>
      <PagedList
        key={filter.name}
        path={filter.kinds ? `/api/credits/history?kind=${filter.kinds}` : '/api/credits/history'}
        toView={toCreditEntryView}
        empty={
          filter.kinds ? (
            <EmptyState icon="clock" title="Nothing of this kind has happened" />
          ) : (
            <NothingYet />
          )
        }
        render={(entries) => <CreditTable entries={entries} zone={timezone} />}
      />
    </section>
  );
}

function NothingYet() {
  return (
    <EmptyState
      icon="clock"
      title="Nothing has happened yet"
      action={<ButtonLink href="/packages">See packages</ButtonLink>}
    >
      Every credit that comes or goes will be listed here, with its reason.
    </EmptyState>
  );
}
