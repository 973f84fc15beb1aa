import { CloseCase } from '@/components/admin/cases/CloseCase';
import { factWords } from '@/components/admin/cases/factWords';
import { recordPath } from '@/components/admin/ui/adminPath';
import { Facts } from '@/components/admin/ui/Facts';
import { utcInstant } from '@/components/admin/ui/instant';
import { Notice } from '@/components/admin/ui/Notice';
import { Panel } from '@/components/admin/ui/Panel';
import { StatePill } from '@/components/admin/ui/StatePill';
import { stateWords } from '@/components/admin/ui/tone';
import { type Case } from '@/payload-types';
import { refId, refIdOrNull } from '@/platform/refs';

import { asUser } from '../asUser';
import { LedgerTable } from '../LedgerTable';
import { isInsider, type OfRecord } from '../ofRecord';
import { clientPerson, nameOf } from '../people';
import { SessionsTable } from '../SessionsTable';

/** The record of a case: what was found, what it is about, what to do, and the decision once it is made. */
export async function CasePanel({ id, req }: OfRecord) {
  if (!id || !isInsider(req)) return null;
  const found = await req.payload.findByID({
    collection: 'cases',
    id: String(id),
    depth: 1,
    disableErrors: true,
    ...asUser(req),
  });
  if (!found) return null;
  const payment = refIdOrNull(found.payment);
  const isOpen = found.state === 'open';
  return (
    <div className="adm-record">
      <section className="adm-summary" aria-label="Case">
        <header>
          <div>
            <StatePill state={found.state} />
            <h2>{found.title}</h2>
            <p className="adm-muted">
              {stateWords(found.kind)}, found {utcInstant(found.createdAt)}
            </p>
          </div>
          {isOpen && <CloseCase caseId={found.id} />}
        </header>
        {isOpen && found.suggestion && (
          <Notice tone="warn">
            <strong>What to do:</strong> {found.suggestion}
          </Notice>
        )}
        {!isOpen && (
          <Notice tone="good">
            <strong>
              Closed by {found.closedBy ?? 'somebody'}
              {found.closedAt && `, ${utcInstant(found.closedAt)}`}:
            </strong>{' '}
            {found.resolution}
          </Notice>
        )}
        <Facts facts={factsOf(found)} />
      </section>
      {payment && (
        <Panel title="Credits moved by the payment">
          <LedgerTable
            req={req}
            where={{ payment: { equals: payment } }}
            limit={10}
            empty="The payment has moved no credits."
          />
        </Panel>
      )}
      {payment && found.client && (
        <Panel title="The client’s sessions to come">
          <SessionsTable
            req={req}
            where={{
              and: [
                { client: { equals: refId(found.client) } },
                { status: { in: ['booked', 'in_progress'] } },
              ],
            }}
            sort="startsAt"
            limit={10}
            withClient={false}
            empty="No session is booked."
          />
        </Panel>
      )}
    </div>
  );
}

function factsOf(found: Case) {
  const client = clientPerson(found.client);
  const link = (collection: string, reference: { id: string } | string | null | undefined, words: string) =>
    reference ? <a href={recordPath(collection, refId(reference))}>{words}</a> : null;
  const payment = found.payment && typeof found.payment === 'object' ? found.payment : null;
  const session = found.consultation && typeof found.consultation === 'object' ? found.consultation : null;
  return [
    {
      label: 'Client',
      value: found.client ? client.href ? <a href={client.href}>{client.name}</a> : client.name : null,
    },
    {
      label: 'Payment',
      value: link(
        'payments',
        found.payment,
        payment?.invoiceNumber ?? nameOf(payment ? { name: payment.packageName } : null) ?? 'Open payment',
      ),
    },
    {
      label: 'Session',
      value: link(
        'consultations',
        found.consultation,
        session ? utcInstant(session.startsAt) : 'Open session',
      ),
    },
    ...factWords(found.facts).map(({ label, text, isBlock }) => ({
      label,
      value: isBlock ? <pre className="adm-mail-text">{text}</pre> : text,
      isWide: isBlock || text.length > 60,
    })),
  ];
}
