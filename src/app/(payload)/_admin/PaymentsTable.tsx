import { type PayloadRequest, type Where } from 'payload';

import { recordPath } from '@/components/admin/ui/adminPath';
import { utcInstant } from '@/components/admin/ui/instant';
import { RelatedTable } from '@/components/admin/ui/RelatedTable';
import { StatePill } from '@/components/admin/ui/StatePill';
import { formatMoney } from '@/components/portal/format/money';

import { asUser } from './asUser';
import { clientPerson } from './people';

interface Props {
  req: PayloadRequest;
  where: Where;
  limit: number;
  /** Whose payment it is; not wanted on the client's own record. */
  withClient?: boolean;
  empty: string;
}

/** The latest payments: what for, how much, and what became of them. */
export async function PaymentsTable({ req, where, limit, withClient = false, empty }: Props) {
  const payments = await req.payload.find({
    collection: 'payments',
    where,
    limit,
    sort: '-createdAt',
    depth: withClient ? 1 : 0,
    pagination: false,
    ...asUser(req),
  });
  const rows = payments.docs.map((payment) => ({
    id: payment.id,
    cells: [
      <a key="payment" href={recordPath('payments', payment.id)}>
        {payment.packageName}
      </a>,
      ...(withClient ? [clientPerson(payment.client).name] : []),
      <span key="amount" className="adm-number">
        {formatMoney(payment.amount ?? 0, payment.currency)}
      </span>,
      <StatePill key="status" state={payment.status} />,
      utcInstant(payment.paidAt ?? payment.createdAt),
    ],
  }));
  return (
    <RelatedTable
      caption="Payments"
      columns={['Package', ...(withClient ? ['Client'] : []), 'Amount', 'Status', 'When']}
      rows={rows}
      empty={empty}
    />
  );
}
