import { recordPath } from '../ui/adminPath';
import { utcInstant } from '../ui/instant';
import { RelatedTable } from '../ui/RelatedTable';
import { stateWords } from '../ui/tone';
import { type LotRow } from './views';

/** The lots of a client that still matter, with their expiry. */
export function LotsTable({ lots }: { lots: LotRow[] }) {
  const rows = lots.map((lot) => ({
    id: lot.id,
    cells: [
      <a key="lot" href={recordPath('credit-grants', lot.id)}>
        {lot.name}
      </a>,
      stateWords(lot.source),
      `${lot.available} of ${lot.total}`,
      lot.held,
      lot.used,
      utcInstant(lot.expiresAt),
    ],
  }));
  return (
    <RelatedTable
      caption="Lots"
      columns={['Lot', 'From', 'Available', 'Held', 'Used', 'Expires']}
      rows={rows}
      empty="No credits yet."
    />
  );
}
