import Link from 'next/link';
import { Badge } from '@/components/ui/Badge';
import { buttonClass } from '@/components/ui/buttonClass';
import { Icon } from '@/components/ui/Icon';
import { Notice } from '@/components/ui/Notice';
import { creditCount } from '../format/credits';
import { formatDate, formatTime } from '../format/dates';
import { formatMoney } from '../format/money';
import { type PaymentView } from '../types';
import { isUnderWay, paymentWords } from './paymentWords';
import { reversalWords } from './reversalWords';

export function PaymentRow({ payment, zone }: { payment: PaymentView; zone: string }) {
  const {
    id,
    packageName,
    amount,
    currency,
    credits,
    status,
    refundedAmount,
    createdAt,
    paidAt,
    invoiceNumber,
    invoiceUrl,
    reversals,
  } = payment;
  const at = paidAt ?? createdAt;
  const { name, tone } = paymentWords(payment);
  return (
    <div
      className={
        'flex flex-wrap items-center gap-x-6 gap-y-3 rounded-card border border-line bg-surface p-5 ' +
        'shadow-rest'
      }
    >
      <div className="min-w-0 flex-1 basis-60">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="font-semibold">{packageName}</span>
          <Badge tone={tone}>{name}</Badge>
        </p>
        <p className="mt-1 text-sm text-muted">
          <time dateTime={at}>
            {formatDate(at, zone)}, {formatTime(at, zone)}
          </time>{' '}
          · {creditCount(credits)}
          {invoiceNumber ? (
            <>
              {' '}
              · <span className="whitespace-nowrap">Invoice {invoiceNumber}</span>
            </>
          ) : null}
        </p>
        {isUnderWay(status) ? (
          <Link href={`/checkout/${id}`} className="link inline-flex min-h-9 items-center text-sm">
            See what is happening
          </Link>
        ) : null}
      </div>
      <p className="text-right font-display text-lg font-semibold">
        {formatMoney(amount, currency)}
        {refundedAmount > 0 ? (
          <span className="block font-sans text-sm font-normal text-muted">
            {formatMoney(refundedAmount, currency)} back to you
          </span>
        ) : null}
      </p>
      {invoiceUrl ? (
        <a href={invoiceUrl} className={buttonClass('secondary', 'sm', 'min-h-11')}>
          <Icon name="download" /> Invoice<span className="sr-only"> {invoiceNumber}</span>
        </a>
      ) : null}
      {reversals.length > 0 ? (
        <ul className="grid basis-full gap-2">
          {reversals.map((reversal) => {
            const told = reversalWords(reversal, payment, zone);
            return (
              <li key={reversal.id}>
                <Notice tone={told.tone} title={told.title}>
                  {told.text}
                </Notice>
              </li>
            );
          })}
        </ul>
      ) : null}
    </div>
  );
}
