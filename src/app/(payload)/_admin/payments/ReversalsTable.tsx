import { creditsMoved, type ReversalRow, reversalTitle } from '@/components/admin/payments/reversalWords';
import { utcInstant } from '@/components/admin/ui/instant';
import { RelatedTable } from '@/components/admin/ui/RelatedTable';
import { StatePill } from '@/components/admin/ui/StatePill';
import { formatMoney } from '@/components/portal/format/money';
import { type Payment } from '@/payload-types';
import { pendingOf } from '@/payments/pendingRefunds';
import { reversalsOf } from '@/payments/readPayments';

/** A refund is done when it is active. */
const STATES: Record<string, { state: string; label?: string }> = {
  active: { state: 'done', label: 'Refunded' },
  won: { state: 'succeeded', label: 'Won' },
  lost: { state: 'failed', label: 'Lost' },
};

function whatNext({ state, answerBy, endedAt }: ReversalRow): string {
  if (state === 'open') return answerBy ? `Answer in Stripe by ${utcInstant(answerBy)}` : 'Answer in Stripe';
  return endedAt ? `Ended ${utcInstant(endedAt)}` : '';
}

/** What became of the money after it was paid: refunds under way, refunds made, disputes. */
export function ReversalsTable({ payment }: { payment: Payment }) {
  const money = (amount: number) => (
    <span key="amount" className="adm-number">
      {formatMoney(amount, payment.currency)}
    </span>
  );
  const pending = pendingOf(payment).map(({ id, amount }) => ({
    id,
    cells: [
      'Now',
      'Refund',
      money(amount),
      <StatePill key="state" state="pending" label="On its way to Stripe" />,
      '',
      '',
    ],
  }));
  const known = reversalsOf(payment).map((reversal) => {
    const { state, label } = STATES[reversal.state] ?? { state: reversal.state };
    return {
      id: reversal.id,
      cells: [
        reversal.at ? utcInstant(reversal.at) : '',
        <span key="what" title={reversal.id}>
          {reversalTitle(reversal)}
        </span>,
        money(reversal.amount),
        <StatePill key="state" state={state} label={label} />,
        creditsMoved(reversal),
        whatNext(reversal),
      ],
    };
  });
  return (
    <RelatedTable
      caption="Refunds and disputes"
      columns={['When', 'What', 'Amount', 'State', 'Credits', 'And then']}
      rows={[...known, ...pending]}
      empty="None."
    />
  );
}
