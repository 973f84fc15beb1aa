import { type Metadata } from 'next';
import { CreditHistory } from '@/components/portal/credits/CreditHistory';
import { zoneName } from '@/components/portal/format/dates';
import { PageHeader } from '@/components/ui/PageHeader';
import { now } from '@/platform/clock';
import { requireClient } from '../_lib/session';

export const metadata: Metadata = { title: 'Credit history' };

export default async function CreditsPage() {
  const client = await requireClient('/credits');
  return (
    <div className="page max-w-4xl py-10">
      <PageHeader
        title="Credit history"
        lead={`Where each credit came from and where it went. Times are in ${zoneName(client.timezone, now())}.`}
      />
      <CreditHistory timezone={client.timezone} />
    </div>
  );
}
