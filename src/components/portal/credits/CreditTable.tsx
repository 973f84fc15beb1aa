import Link from 'next/link';
import { cx } from '@/components/ui/cx';
import { formatDate, formatTime } from '../format/dates';
import { type CreditEntryView } from '../types';
import { changeOf, signed } from './entryWords';

/** A real table on wide screens; on narrow ones each row becomes a card, with the same roles. */
export function CreditTable({ entries, zone }: { entries: CreditEntryView[]; zone: string }) {
  return (
    <div className="overflow-hidden rounded-card border border-line bg-surface shadow-rest">
      <table role="table" className="block w-full text-sm sm:table sm:table-fixed">
        <caption className="sr-only">Credit history, newest first</caption>
        <thead role="rowgroup" className="sr-only bg-sunken text-left sm:not-sr-only sm:table-header-group">
          <tr role="row">
            <Head width="sm:w-36 lg:w-50">When</Head>
            <Head>What and why</Head>
            <Head width="sm:w-32 lg:w-44">Package</Head>
            <Head number width="sm:w-22">
              Change
            </Head>
            <Head number width="sm:w-24">
              Balance
            </Head>
          </tr>
        </thead>
        <tbody role="rowgroup" className="block divide-y divide-line sm:table-row-group">
          {entries.map((entry) => (
            <Row key={entry.id} entry={entry} zone={zone} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ entry, zone }: { entry: CreditEntryView; zone: string }) {
  const change = changeOf(entry);
  return (
    <tr role="row" className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 px-5 py-4 sm:table-row">
      <td role="cell" className="order-2 text-muted sm:px-4 sm:py-3.5 lg:whitespace-nowrap">
        <time dateTime={entry.at}>
          {formatDate(entry.at, zone)}, {formatTime(entry.at, zone)}
        </time>
      </td>
      <td role="cell" className="-order-1 min-w-0 sm:px-4 sm:py-3.5">
        <span className="font-semibold">{entry.what}</span>
        {entry.kind === 'consume' ? <span className="text-muted"> ({entry.quantity})</span> : null}
        <span className="block text-muted">
          {entry.why}
          {entry.consultationId ? (
            <>
              {' '}
              <Link href={`/consultations/${entry.consultationId}`} className="link inline-block py-0.5">
                See the session
              </Link>
            </>
          ) : null}
        </span>
      </td>
      <td role="cell" className="order-4 col-span-2 text-muted max-sm:empty:hidden sm:px-4 sm:py-3.5">
        {entry.packageName}
      </td>
      <td
        role="cell"
        className={cx(
          'order-1 text-right font-semibold tabular-nums sm:px-4 sm:py-3.5',
          change > 0 && 'text-good-ink',
          change === 0 && 'text-muted',
        )}
      >
        {signed(change)}
      </td>
      <td role="cell" className="order-3 text-right text-muted tabular-nums sm:px-4 sm:py-3.5">
        {entry.balanceAfter === null ? null : (
          <>
            <span className="sm:hidden">Balance </span>
            {entry.balanceAfter}
          </>
        )}
      </td>
    </tr>
  );
}

function Head({ children, number = false, width }: { children: string; number?: boolean; width?: string }) {
  return (
    <th
      role="columnheader"
      scope="col"
      className={cx('px-4 py-3 font-semibold', number && 'text-right', width)}
    >
      {children}
    </th>
  );
}
