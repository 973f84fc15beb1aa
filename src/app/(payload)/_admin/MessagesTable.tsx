import { type PayloadRequest, type Where } from 'payload';

import { recordPath } from '@/components/admin/ui/adminPath';
import { readableInstants, utcInstant } from '@/components/admin/ui/instant';
import { RelatedTable } from '@/components/admin/ui/RelatedTable';
import { StatePill } from '@/components/admin/ui/StatePill';
import { templateTitle } from '@/emails/catalog';
import { type Message } from '@/payload-types';

import { asUser } from './asUser';

interface Props {
  req: PayloadRequest;
  where: Where;
  empty: string;
}

function whenOf({ state, sentAt, dueAt, error }: Message): string {
  if (sentAt) return utcInstant(sentAt);
  if (state === 'queued') return dueAt ? `Due ${utcInstant(dueAt)}` : '';
  return readableInstants(error ?? '');
}

/** The mails of a session, a payment or a client, with what became of each. */
export async function MessagesTable({ req, where, empty }: Props) {
  const messages = await req.payload.find({
    collection: 'messages',
    where,
    limit: 20,
    sort: '-createdAt',
    depth: 0,
    pagination: false,
    ...asUser(req),
  });
  const rows = messages.docs.map((message) => ({
    id: message.id,
    cells: [
      <a key="mail" href={recordPath('messages', message.id)}>
        {templateTitle(message.template)}
      </a>,
      message.toAddress ?? (message.consultant ? 'Consultant' : 'Client'),
      <StatePill key="state" state={message.state ?? ''} />,
      whenOf(message),
    ],
  }));
  return (
    <RelatedTable
      caption="Mails"
      columns={['Mail', 'To', 'State', 'When or why']}
      rows={rows}
      empty={empty}
    />
  );
}
