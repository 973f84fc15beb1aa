'use client';
import { ButtonLink } from '@/components/ui/ButtonLink';
import { EmptyState } from '@/components/ui/EmptyState';
import { PagedList } from '../PagedList';
import { toCreditEntryView } from '../views/creditEntryView';
import { CreditTable } from './CreditTable';

/** Every movement of the client's credits, newest first. */
export function CreditHistory({ timezone }: { timezone: string }) {
  return (
    <PagedList
      path="/api/credits/history"
      toView={toCreditEntryView}
      empty={
        <EmptyState icon="clock" title="Nothing has happened yet" action={<ButtonLink href="/packages">See packages</ButtonLink>}>
          Every credit that comes or goes will be listed here, with its reason.
        </EmptyState>
      }
      render={(entries) => <CreditTable entries={entries} zone={timezone} />}
    />
  );
}
