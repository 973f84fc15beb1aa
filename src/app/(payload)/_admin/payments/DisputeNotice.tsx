import { utcInstant } from '@/components/admin/ui/instant';
import { Notice } from '@/components/admin/ui/Notice';
import { creditCount } from '@/components/portal/format/credits';
import { formatMoney } from '@/components/portal/format/money';
import { type Payment } from '@/payload-types';
import { reversalsOf } from '@/payments/readPayments';

/** An open dispute waits for our side, in Stripe. */
export function DisputeNotice({ payment }: { payment: Payment }) {
  const dispute = reversalsOf(payment).find(({ kind, state }) => kind === 'dispute' && state === 'open');
  if (!dispute) return null;
  const { amount, reason, taken, answerBy } = dispute;
  const why = reason ? ` (${reason.replaceAll('_', ' ')})` : '';
  const credits =
    taken === 0
      ? 'No credits were left to set aside.'
      : `${creditCount(taken)} not spent yet ${taken === 1 ? 'is' : 'are'} out of use until it is decided.`;
  return (
    <Notice tone="bad">
      The client’s bank disputes {formatMoney(amount, payment.currency)}
      {why}. {credits} Answer in Stripe{answerBy && ` by ${utcInstant(answerBy)}`}.
    </Notice>
  );
}
