import { type PayloadRequest } from 'payload';

import { LotActions } from '@/components/admin/credits/LotActions';
import { LotFigures } from '@/components/admin/credits/LotFigures';
import { type LotActionsView } from '@/components/admin/credits/views';
import { actorWords } from '@/components/admin/ui/actorWords';
import { recordPath } from '@/components/admin/ui/adminPath';
import { type Fact, Facts } from '@/components/admin/ui/Facts';
import { utcInstant } from '@/components/admin/ui/instant';
import { Panel } from '@/components/admin/ui/Panel';
import { stateWords } from '@/components/admin/ui/tone';
import { formatMoney } from '@/components/portal/format/money';
import { hasRole } from '@/collections/access/roles';
import { latestExpiry } from '@/credits/extensionLimit';
import { hasExpired, type Lot } from '@/credits/lots';
import { readWallet } from '@/credits/readWallet';
import { REASON_CODES } from '@/credits/reasons';
import { type CreditGrant } from '@/payload-types';
import { now } from '@/platform/clock';
import { refId } from '@/platform/refs';

import { asUser } from '../asUser';
import { LedgerTable } from '../LedgerTable';
import { isInsider, type OfRecord } from '../ofRecord';
import { clientPerson } from '../people';
import { staffNames } from '../staffNames';

/** The record of a lot: where its credits are, its corrections, and everything that ever happened to them. */
export async function LotPanel({ id, req }: OfRecord) {
  if (!id || !isInsider(req)) return null;
  const grant = await req.payload.findByID({
    collection: 'credit-grants',
    id: String(id),
    depth: 1,
    disableErrors: true,
    ...asUser(req),
  });
  if (!grant) return null;
  const client = clientPerson(grant.client);
  const wallet = await readWallet({ payload: req.payload, clientId: refId(grant.client) });
  const lot = wallet.lots.find((candidate) => candidate.grant === grant.id);
  const names = await staffNames(req, [grant.actor]);
  const isOver = lot ? hasExpired(lot, now()) : false;
  return (
    <div className="adm-record">
      <section className="adm-summary" aria-label="Lot">
        <header>
          <div>
            <h2>{grant.packageName}</h2>
            <p className="adm-muted">
              Of {client.href ? <a href={client.href}>{client.name}</a> : client.name}
            </p>
          </div>
          {lot && <LotActions view={actionsOf(req, lot, grant)} />}
        </header>
        {lot && (
          <LotFigures lot={isOver ? { ...lot, available: 0, expired: lot.expired + lot.available } : lot} />
        )}
        <Facts
          facts={[
            ...(lot ? [{ label: isOver ? 'Expired' : 'Good until', value: utcInstant(lot.expiresAt) }] : []),
            ...factsOf(grant, actorWords(grant.actor ?? '', names)),
          ]}
        />
      </section>
      <Panel title="What became of these credits">
        <LedgerTable
          req={req}
          where={{ grant: { equals: grant.id } }}
          limit={30}
          empty="Nothing has happened to this lot yet."
        />
      </Panel>
    </div>
  );
}

function factsOf(grant: CreditGrant, by: string): Fact[] {
  const payment = grant.payment && typeof grant.payment === 'object' ? grant.payment : null;
  const paid = grant.amount ? formatMoney(grant.amount, grant.currency ?? 'usd') : null;
  return [
    {
      label: 'Came from',
      value: payment ? (
        <a href={recordPath('payments', payment.id)}>{payment.invoiceNumber ?? 'Payment'}</a>
      ) : (
        stateWords(grant.source ?? '')
      ),
    },
    { label: 'Paid for it', value: paid },
    { label: 'Issued', value: `${utcInstant(grant.createdAt)}, for ${grant.validityDays} days` },
    { label: 'By', value: by },
    { label: 'Reason', value: grant.reasonCode ? stateWords(grant.reasonCode) : null },
    { label: 'Note', value: grant.note, isWide: true },
  ];
}

function actionsOf(req: PayloadRequest, lot: Lot, grant: CreditGrant): LotActionsView {
  const at = now();
  const isOver = hasExpired(lot, at);
  const role = req.user?.collection === 'staff' ? req.user.role : '';
  const isLeft = !lot.isVoid && (lot.held > 0 || (lot.available > 0 && !isOver));
  return {
    grantId: lot.grant,
    expiresAt: lot.expiresAt.toISOString(),
    latestExpiresAt: latestExpiry({
      role,
      issuedExpiresAt: new Date(grant.expiresAt ?? lot.expiresAt),
      now: at,
    }).toISOString(),
    available: isOver ? 0 : lot.available,
    held: lot.held,
    canExtend: isLeft,
    canVoid: isLeft && hasRole(req, ['owner', 'finance']),
    reasonCodes: REASON_CODES,
  };
}
