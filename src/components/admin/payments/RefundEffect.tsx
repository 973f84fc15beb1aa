import { creditCount } from '@/components/portal/format/credits';
import { formatMoney } from '@/components/portal/format/money';

import { Notice } from '../ui/Notice';
import { type RefundPreview } from './useRefundPreview';

interface Props {
  preview: RefundPreview;
  /** Minor units typed, for which the preview may still be on its way. */
  asked: number;
  currency: string;
}

const isOrAre = (credits: number): string => `${creditCount(credits)} ${credits === 1 ? 'is' : 'are'}`;

function whereTheyAre({ lot }: RefundPreview): string {
  const parts = [
    { count: lot.held, words: 'held for sessions' },
    { count: lot.used, words: 'used' },
    { count: lot.expired, words: 'expired' },
    { count: lot.voided, words: 'voided' },
  ];
  return parts
    .filter(({ count }) => count > 0)
    .map(({ count, words }) => `${count} ${words}`)
    .join(', ');
}

/** What a refund will do, said before it is made. */
export function RefundEffect({ preview, asked, currency }: Props) {
  if (preview.amount !== asked)
    return <Notice tone="info">Working out what it means for the credits…</Notice>;
  const { creditsOwedBack, creditsTaken, shortfall, toDecide, balanceAfter } = preview;
  return (
    <>
      <Notice tone="info">
        <ul>
          <li>{formatMoney(asked, currency)} goes back to the client’s means of payment.</li>
          <li>
            {creditsOwedBack === 0 ? 'No credits are taken back.' : `${isOrAre(creditsTaken)} taken back.`}
          </li>
          <li>The client can then book with {creditCount(balanceAfter)}.</li>
        </ul>
      </Notice>
      {shortfall > 0 && (
        <Notice tone="warn">
          {isOrAre(shortfall)} owed back besides and cannot be taken: of this lot {whereTheyAre(preview)}.{' '}
          {toDecide > 0
            ? 'A case will ask what to do about it.'
            : 'Nobody can use them: there is nothing to decide.'}
        </Notice>
      )}
    </>
  );
}
