import { type PayloadRequest } from 'payload';

import { recordPath } from '@/components/admin/ui/adminPath';
import { RelatedTable } from '@/components/admin/ui/RelatedTable';
import { formatMoney } from '@/components/portal/format/money';
import { type Value } from '@/credits/value';
import { readValue, totalsOf } from '@/payments/readValue';

type Money = Value & { currency: string };

const moneyCells = ({ currency, ...value }: Money) =>
  (['paid', 'earned', 'deferred', 'expired', 'refunded'] as const).map((part) => (
    <span key={part} className="adm-number">
      {formatMoney(value[part], currency)}
    </span>
  ));

/** What became of the money of each lot, and of all of them. The panel has checked that the reader may see it. */
export async function ValueTable({ req, of }: { req: PayloadRequest; of: Parameters<typeof readValue>[1] }) {
  const values = await readValue(req.payload, of);
  const lots = values.map((value) => ({
    id: value.grant,
    cells: [
      <a key="lot" href={recordPath('credit-grants', value.grant)}>
        {value.packageName}
      </a>,
      ...moneyCells(value),
    ],
  }));
  const totals =
    values.length > 1
      ? totalsOf(values).map((total) => ({
          id: total.currency,
          cells: [<strong key="all">All lots</strong>, ...moneyCells(total)],
        }))
      : [];
  return (
    <RelatedTable
      caption="Paid, and what became of it: earned by sessions, deferred until its credits are used, expired, refunded"
      columns={['Lot', 'Paid', 'Earned', 'Deferred', 'Expired', 'Refunded']}
      rows={[...lots, ...totals]}
      empty="No money has arrived yet."
    />
  );
}
