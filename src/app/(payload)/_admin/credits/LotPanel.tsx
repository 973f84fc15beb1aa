import { type PayloadRequest } from 'payload';

import { LotActions } from '@/components/admin/credits/LotActions';
import { type LotActionsView } from '@/components/admin/credits/views';
import { Facts } from '@/components/admin/ui/Facts';
import { utcInstant } from '@/components/admin/ui/instant';
import { Panel } from '@/components/admin/ui/Panel';
import { hasRole } from '@/collections/access/roles';
import { readBalance } from '@/credits/readBalance';
import { REASON_CODES } from '@/credits/reasons';
import { refId } from '@/platform/refs';

import { asUser } from '../asUser';
import { LedgerTable } from '../LedgerTable';
import { isInsider, type OfRecord } from '../ofRecord';
import { clientPerson } from '../people';

/** The record of a lot: what is left of it, its corrections, and everything that ever happened to its credits. */
export async function LotPanel({ id, req }: OfRecord) {
  if (!id || !isInsider(req)) return null;
  const grant = await req.payload.findByID({ collection: 'credit-grants', id: String(id), depth: 1, disableErrors: true, ...asUser(req) });
  if (!grant) return null;
  const client = clientPerson(grant.client);
  const { lots } = await readBalance({ payload: req.payload, clientId: refId(grant.client) });
  const lot = lots.find(({ grantId }) => grantId === grant.id);
  return (
    <div className="adm-record">
      <section className="adm-summary" aria-label="Lot">
        <header>
          <div>
            <h2>{grant.packageName}</h2>
            <p className="adm-muted">Of {client.href ? <a href={client.href}>{client.name}</a> : client.name}</p>
          </div>
          {lot && <LotActions view={actionsOf(req, lot)} />}
        </header>
        <Facts
          facts={[
            { label: 'Left', value: lot ? `${lot.available} of ${lot.total} available, ${lot.held} held, ${lot.used} used` : 'Nothing: used, expired or taken back' },
            { label: 'Good until', value: lot ? utcInstant(lot.expiresAt) : null },
          ]}
        />
      </section>
      <Panel title="What became of these credits">
        <LedgerTable req={req} where={{ grant: { equals: grant.id } }} limit={30} empty="Nothing has happened to this lot yet." />
      </Panel>
    </div>
  );
}

function actionsOf(req: PayloadRequest, lot: { grantId: string; available: number; expiresAt: string }): LotActionsView {
  return { grantId: lot.grantId, expiresAt: lot.expiresAt, available: lot.available, canVoid: hasRole(req, ['owner', 'finance']), reasonCodes: REASON_CODES };
}
