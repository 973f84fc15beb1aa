'use client';
import { ButtonLink } from '@/components/ui/ButtonLink';
import { EmptyState } from '@/components/ui/EmptyState';
import { PagedList } from '../PagedList';
import { toPaymentView } from '../views/paymentView';
import { PaymentRow } from './PaymentRow';

/** All payments of the client, newest first, with their invoices. */
export function PaymentHistory({ timezone }: { timezone: string }) {
  return (
    <PagedList
      path="/api/payments/history"
      toView={toPaymentView}
      empty={
        <EmptyState
          icon="ticket"
          title="You have not bought anything yet"
          action={<ButtonLink href="/packages">See packages</ButtonLink>}
        />
      }
      render={(payments) => (
        <ul className="grid gap-3">
          {payments.map((payment) => (
            <li key={payment.id}>
              <PaymentRow payment={payment} zone={timezone} />
            </li>
          ))}
        </ul>
      )}
    />
  );
}
