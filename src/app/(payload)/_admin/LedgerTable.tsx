import { type PayloadRequest, type Where } from 'payload';

import { actorWords } from '@/components/admin/ui/actorWords';
import { recordPath } from '@/components/admin/ui/adminPath';
import { utcInstant } from '@/components/admin/ui/instant';
import { ledgerWords } from '@/components/admin/ui/ledgerWords';
import { reasonWords } from '@/components/admin/ui/reasonWords';
import { RelatedTable } from '@/components/admin/ui/RelatedTable';

import { asUser } from './asUser';
import { staffNames } from './staffNames';

interface Props {
  req: PayloadRequest;
  where: Where;
  limit: number;
  empty: string;
}

/** The latest ledger entries of a client, a session or a lot. */
export async function LedgerTable({ req, where, limit, empty }: Props) {
  const entries = await req.payload.find({
    collection: 'transactions',
    where,
    limit,
    sort: '-at',
    depth: 0,
    pagination: false,
    ...asUser(req),
  });
  const names = await staffNames(
    req,
    entries.docs.map(({ actor }) => actor),
  );
  const rows = entries.docs.map((entry) => ({
    id: entry.id,
    cells: [
      <a key="at" href={recordPath('transactions', entry.id)}>
        {entry.at ? utcInstant(entry.at) : 'Entry'}
      </a>,
      ledgerWords({ kind: entry.kind ?? '', quantity: entry.quantity ?? 0 }),
      entry.balanceAfter ?? '',
      reasonWords(entry.reason ?? ''),
      actorWords(entry.actor ?? '', names),
    ],
  }));
  return (
    <RelatedTable
      caption="Ledger entries"
      columns={['When', 'What', 'Available after', 'Reason', 'By']}
      rows={rows}
      empty={empty}
    />
  );
}
