import { type PayloadRequest } from 'payload';

import { listPath } from '@/components/admin/ui/adminPath';
import { Panel } from '@/components/admin/ui/Panel';
import { formatMoney } from '@/components/portal/format/money';

import { asUser } from '../asUser';
import { PaymentsTable } from '../PaymentsTable';
import { incomeByCurrency } from './income';

const WEEK_MS = 7 * 86_400_000;

/** What was paid in the last seven days, and the latest payments whatever became of them. */
export async function RecentPayments({ req, now }: { req: PayloadRequest; now: Date }) {
  const since = new Date(now.getTime() - WEEK_MS).toISOString();
  const paid = await req.payload.find({
    collection: 'payments',
    where: { paidAt: { greater_than: since } },
    select: { amount: true, currency: true, refundedAmount: true },
    depth: 0,
    pagination: false,
    ...asUser(req),
  });
  const income = incomeByCurrency(paid.docs);
  const said = income.map(({ amount, currency }) => formatMoney(amount, currency)).join(' and ');
  return (
    <Panel title="Payments of the last 7 days" aside={<a href={listPath('payments')}>All payments</a>}>
      {said !== '' && (
        <p className="adm-balance">
          <strong>{said}</strong> received in{' '}
          {paid.docs.length === 1 ? '1 payment' : `${paid.docs.length} payments`}, after refunds
        </p>
      )}
      <PaymentsTable
        req={req}
        where={{ createdAt: { greater_than: since } }}
        limit={8}
        withClient
        empty="No payments in the last 7 days."
      />
    </Panel>
  );
}
