import { type PayloadRequest, type Where } from 'payload';

import { actorWords } from '@/components/admin/ui/actorWords';
import { utcInstant } from '@/components/admin/ui/instant';
import { RelatedTable } from '@/components/admin/ui/RelatedTable';
import { stateWords } from '@/components/admin/ui/tone';
import { formatMoney } from '@/components/portal/format/money';
import { type Payment } from '@/payload-types';

import { asUser } from '../asUser';
import { staffNames } from '../staffNames';

interface Asked {
  amount?: number;
  reasonCode?: string;
}

/** Who of the staff asked for a refund of this payment, and why. Refunds made at Stripe have no line here. */
export async function RefundRequests({ req, payment }: { req: PayloadRequest; payment: Payment }) {
  const where: Where = {
    and: [{ subject: { equals: `payments:${payment.id}` } }, { action: { equals: 'payments.refund' } }],
  };
  const { docs } = await req.payload.find({
    collection: 'audit-log',
    where,
    sort: 'at',
    limit: 20,
    depth: 0,
    pagination: false,
    ...asUser(req),
  });
  const names = await staffNames(
    req,
    docs.map(({ actor }) => actor),
  );
  const rows = docs.map((entry) => {
    const asked = (entry.facts ?? {}) as Asked;
    return {
      id: entry.id,
      cells: [
        entry.at ? utcInstant(entry.at) : '',
        actorWords(entry.actor, names),
        <span key="amount" className="adm-number">
          {formatMoney(asked.amount ?? 0, payment.currency)}
        </span>,
        stateWords(asked.reasonCode ?? ''),
        entry.reason ?? '',
      ],
    };
  });
  return (
    <RelatedTable
      caption="Refunds asked for by staff"
      columns={['When', 'By', 'Amount', 'Reason', 'Note']}
      rows={rows}
      empty="No colleague has asked for a refund; what is listed above was made at Stripe."
    />
  );
}
