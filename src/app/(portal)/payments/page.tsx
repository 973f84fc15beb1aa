import { type Metadata } from 'next';
import { zoneName } from '@/components/portal/format/dates';
import { PaymentHistory } from '@/components/portal/payments/PaymentHistory';
import { ButtonLink } from '@/components/ui/ButtonLink';
import { PageHeader } from '@/components/ui/PageHeader';
import { now } from '@/platform/clock';
import { requireClient } from '../_lib/session';

export const metadata: Metadata = { title: 'Payments' };

export default async function PaymentsPage() {
  const client = await requireClient('/payments');
  return (
    <div className="page max-w-4xl py-10">
      <PageHeader
        title="Payments"
        lead={`What you bought, with its invoices. Times are in ${zoneName(client.timezone, now())}.`}
        action={
          <ButtonLink href="/packages" variant="secondary">
            Buy credits
          </ButtonLink>
        }
      />
      <PaymentHistory timezone={client.timezone} />
    </div>
  );
}
