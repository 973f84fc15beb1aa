import { ObjectId } from 'mongodb';
import { type PayloadRequest } from 'payload';

import { hasRole } from '@/collections/access/roles';
import { AsSent } from '@/components/admin/messages/AsSent';
import { Resend } from '@/components/admin/messages/Resend';
import { recordPath } from '@/components/admin/ui/adminPath';
import { Facts } from '@/components/admin/ui/Facts';
import { readableInstants, utcInstant } from '@/components/admin/ui/instant';
import { Notice } from '@/components/admin/ui/Notice';
import { Panel } from '@/components/admin/ui/Panel';
import { StatePill } from '@/components/admin/ui/StatePill';
import { holdsSecret, templateTitle } from '@/emails/catalog';
import { GIVEN_UP, type MessageRow } from '@/notifications/message';
import { ownAddress } from '@/notifications/ownAddress';
import { type Message } from '@/payload-types';
import { SET_ASIDE } from '@/platform/queue';
import { nativeCollection } from '@/platform/store';

import { asUser } from '../asUser';
import { isInsider, type OfRecord } from '../ofRecord';

/** Who may send a mail once more, and so sees its recipient's address. */
const RESENDERS: Parameters<typeof hasRole>[1] = ['owner', 'ops'];

/** The record of a mail: what became of it, what it belongs to, and the mail as it went out. */
export async function MessagePanel({ id, req }: OfRecord) {
  if (!id) return null;
  const message = await req.payload.findByID({
    collection: 'messages',
    id: String(id),
    depth: 0,
    disableErrors: true,
    ...asUser(req),
  });
  if (!message) return null;
  const { html, address } = await keptOf(req, message.id);
  return (
    <div className="adm-record">
      <section className="adm-summary" aria-label="Mail">
        <header>
          <div>
            <StatePill state={message.state ?? ''} />
            <h2>{message.subject ?? templateTitle(message.template)}</h2>
            <p className="adm-muted">
              {message.toAddress ? `To ${message.toAddress}` : 'The address is looked up when it is sent.'}
            </p>
          </div>
        </header>
        {message.error && message.state !== 'sent' && (
          <Notice tone={message.state === 'dropped' || message.state === SET_ASIDE ? 'info' : 'bad'}>
            {readableInstants(message.error)}
          </Notice>
        )}
        <Facts facts={factsOf(message, isInsider(req))} />
        {!message.isTest && hasRole(req, RESENDERS) && (
          <Resend
            id={message.id}
            hasCopy={html !== null}
            isSecret={holdsSecret(message.template)}
            ownAddress={address}
            isDead={GIVEN_UP.includes(message.state ?? '')}
            isSetAside={message.state === SET_ASIDE}
          />
        )}
      </section>
      <Panel title="As sent">
        <AsSent html={html} text={message.text ?? null} />
      </Panel>
    </div>
  );
}

function factsOf(message: Message, inside: boolean) {
  const link = (collection: string, reference: { id: string } | string | null | undefined, label: string) =>
    reference ? (
      <a href={recordPath(collection, typeof reference === 'string' ? reference : reference.id)}>{label}</a>
    ) : null;
  return [
    {
      label: 'Template',
      value: message.isTest ? `${templateTitle(message.template)}, a test` : templateTitle(message.template),
    },
    { label: 'Sent', value: message.sentAt ? utcInstant(message.sentAt) : null },
    { label: 'Due', value: !message.sentAt && message.dueAt ? utcInstant(message.dueAt) : null },
    { label: 'Attempts', value: message.attempts },
    { label: 'Client', value: inside ? link('clients', message.client, 'Open client') : null },
    { label: 'Session', value: link('consultations', message.consultation, 'Open session') },
    { label: 'Payment', value: inside ? link('payments', message.payment, 'Open payment') : null },
  ];
}

/** What is kept beside the fields of the collection; the caller has checked that the reader may see the mail. */
async function keptOf(
  req: PayloadRequest,
  id: string,
): Promise<{ html: string | null; address: string | null }> {
  const stored = await nativeCollection<MessageRow>(req.payload, 'messages').findOne(
    { _id: new ObjectId(id) },
    { projection: { html: 1, client: 1, consultant: 1, staff: 1 } },
  );
  if (!stored) return { html: null, address: null };
  return {
    html: stored.html ?? null,
    address: hasRole(req, RESENDERS) ? await ownAddress(req.payload, stored) : null,
  };
}
