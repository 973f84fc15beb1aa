import { actorWords } from '@/components/admin/ui/actorWords';
import { recordPath } from '@/components/admin/ui/adminPath';
import { Facts } from '@/components/admin/ui/Facts';
import { utcInstant } from '@/components/admin/ui/instant';
import { ledgerWords } from '@/components/admin/ui/ledgerWords';
import { reasonWords } from '@/components/admin/ui/reasonWords';
import { stateWords } from '@/components/admin/ui/tone';
import { type Transaction } from '@/payload-types';
import { refId } from '@/platform/refs';

import { asUser } from '../asUser';
import { isInsider, type OfRecord } from '../ofRecord';
import { clientPerson } from '../people';
import { staffNames } from '../staffNames';

/** A ledger entry in words, with the records it belongs to. */
export async function EntryPanel({ id, req }: OfRecord) {
  if (!id || !isInsider(req)) return null;
  const entry = await req.payload.findByID({
    collection: 'transactions',
    id: String(id),
    depth: 1,
    disableErrors: true,
    ...asUser(req),
  });
  if (!entry) return null;
  const names = await staffNames(req, [entry.actor]);
  return (
    <section className="adm-summary" aria-label="Entry">
      <h2>{ledgerWords({ kind: entry.kind ?? '', quantity: entry.quantity ?? 0 })}</h2>
      <Facts facts={[{ label: 'By', value: actorWords(entry.actor ?? '', names) }, ...factsOf(entry)]} />
    </section>
  );
}

function factsOf(entry: Transaction) {
  const client = clientPerson(entry.client);
  const link = (collection: string, reference: { id: string } | string | null | undefined, words: string) =>
    reference ? <a href={recordPath(collection, refId(reference))}>{words}</a> : null;
  const lot = entry.grant && typeof entry.grant === 'object' ? (entry.grant.packageName ?? '') : '';
  const payment = entry.payment && typeof entry.payment === 'object' ? entry.payment : null;
  const session = entry.consultation && typeof entry.consultation === 'object' ? entry.consultation : null;
  return [
    { label: 'When', value: entry.at ? utcInstant(entry.at) : null },
    { label: 'Client', value: client.href ? <a href={client.href}>{client.name}</a> : client.name },
    { label: 'Lot', value: link('credit-grants', entry.grant, lot || 'Open lot') },
    {
      label: 'Moved',
      value: `${stateWords(entry.from ?? '')} → ${stateWords(entry.to ?? '').toLowerCase()}`,
    },
    { label: 'Available after', value: entry.balanceAfter },
    { label: 'Reason', value: reasonWords(entry.reason ?? '') },
    { label: 'Payment', value: link('payments', entry.payment, payment?.invoiceNumber ?? 'Open payment') },
    {
      label: 'Session',
      value: link(
        'consultations',
        entry.consultation,
        session ? utcInstant(session.startsAt) : 'Open session',
      ),
    },
    { label: 'Expiry before', value: entry.oldExpiresAt ? utcInstant(entry.oldExpiresAt) : null },
    { label: 'Expiry since', value: entry.newExpiresAt ? utcInstant(entry.newExpiresAt) : null },
  ];
}
