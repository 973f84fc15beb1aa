import { SendResetLink } from '@/components/admin/accounts/SendResetLink';
import { AssignCredits } from '@/components/admin/clients/AssignCredits';
import { CreditFigures } from '@/components/admin/clients/CreditFigures';
import { LotsTable } from '@/components/admin/clients/LotsTable';
import { createPath, listPath } from '@/components/admin/ui/adminPath';
import { Panel } from '@/components/admin/ui/Panel';
import { hasRole } from '@/collections/access/roles';

import { asUser } from '../asUser';
import { LedgerTable } from '../LedgerTable';
import { isInsider, type OfRecord } from '../ofRecord';
import { ValueTable } from '../payments/ValueTable';
import { PaymentsTable } from '../PaymentsTable';
import { SessionsTable } from '../SessionsTable';
import { assignOptionsOf, creditsOf } from './creditsOf';

/** The record of a client: credits and lots, sessions, payments and the ledger, with what may be done. */
export async function ClientPanel({ id, req }: OfRecord) {
  if (!id) return null;
  const client = await req.payload.findByID({
    collection: 'clients',
    id: String(id),
    depth: 0,
    disableErrors: true,
    ...asUser(req),
  });
  if (!client) return null;
  const name = `${client.firstName} ${client.lastName}`;
  const ofThis = { client: { equals: client.id } };
  const byClient = [{ field: 'client', operator: 'equals', value: client.id }] as const;
  if (!isInsider(req)) {
    return (
      <div className="adm-record adm-for-consultants">
        <Sessions req={req} where={ofThis} />
      </div>
    );
  }
  const credits = await creditsOf(req, client.id);
  return (
    <div className="adm-record">
      <section className="adm-summary" aria-label="Credits">
        <header>
          <div>
            <h2>{name}</h2>
            {client.company && <p className="adm-muted">{client.company}</p>}
          </div>
          <div className="adm-actions">
            {hasRole(req, ['owner', 'ops']) && (
              <>
                <SendResetLink accounts="clients" id={client.id} name={name} email={client.email} />
                <a
                  className="adm-button adm-button--main"
                  href={createPath('consultations', { client: client.id })}
                >
                  Book a session
                </a>
              </>
            )}
            <AssignCredits clientId={client.id} clientName={name} options={await assignOptionsOf(req)} />
          </div>
        </header>
        <CreditFigures credits={credits} />
        <LotsTable lots={credits.lots} />
      </section>
      <Sessions req={req} where={ofThis} />
      <Panel title="Payments" aside={<a href={listPath('payments', byClient)}>All payments</a>}>
        <PaymentsTable req={req} where={ofThis} limit={5} empty="No payments yet." />
      </Panel>
      <Panel title="What became of the money">
        <ValueTable req={req} of={{ client: client.id }} />
      </Panel>
      <Panel title="Ledger" aside={<a href={listPath('transactions', byClient)}>All entries</a>}>
        <LedgerTable req={req} where={ofThis} limit={8} empty="No credits were ever moved." />
      </Panel>
    </div>
  );
}

const Sessions = ({ req, where }: Pick<Parameters<typeof SessionsTable>[0], 'req' | 'where'>) => (
  <Panel title="Sessions">
    <SessionsTable
      req={req}
      where={where}
      sort="-startsAt"
      limit={6}
      withClient={false}
      empty="No sessions yet."
    />
  </Panel>
);
