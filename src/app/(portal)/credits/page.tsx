import { type Metadata } from 'next';
import { CreditFigures } from '@/components/portal/credits/CreditFigures';
import { CreditHistory } from '@/components/portal/credits/CreditHistory';
import { StatementCard } from '@/components/portal/credits/StatementCard';
import { dayKey, zoneName } from '@/components/portal/format/dates';
import { PageHeader } from '@/components/ui/PageHeader';
import { balanceOf } from '../_lib/data';
import { requireSession } from '../_lib/session';

export const metadata: Metadata = { title: 'Credit history' };

export default async function CreditsPage() {
  const session = await requireSession('/credits');
  const { timezone } = session.client;
  const balance = await balanceOf(session);
  return (
    <div className="page grid max-w-5xl gap-8 py-10">
      <div>
        <PageHeader
          title="Credit history"
          lead={`Where each credit came from and where it went. Times are in ${zoneName(timezone, balance.asOf)}.`}
        />
        <CreditFigures balance={balance} />
      </div>
      <StatementCard
        today={dayKey(balance.asOf, timezone)}
        since={dayKey(session.user.createdAt, timezone)}
      />
      <CreditHistory timezone={timezone} />
    </div>
  );
}
