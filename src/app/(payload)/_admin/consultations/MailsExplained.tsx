import { type PayloadRequest } from 'payload';

import { recordPath } from '@/components/admin/ui/adminPath';
import { readableInstants, utcInstant } from '@/components/admin/ui/instant';
import { RelatedTable } from '@/components/admin/ui/RelatedTable';
import { StatePill } from '@/components/admin/ui/StatePill';
import { templateTitle } from '@/emails/catalog';
import { explainBooking, type Explanation } from '@/operations/messages/explainBooking';

const cellsOf = ({ template, to, version, state, at, why, messageId }: Explanation) => [
  messageId ? (
    <a key="mail" href={recordPath('messages', messageId)}>
      {templateTitle(template)}
    </a>
  ) : (
    templateTitle(template)
  ),
  `${to === 'client' ? 'Client' : 'Consultant'}${version === null ? '' : `, version ${version}`}`,
  <StatePill key="state" state={state} />,
  state === 'sent' && at ? `${utcInstant(at)}. ${readableInstants(why)}` : readableInstants(why),
];

/** Every mail about a session: what was sent, what was not, and why. */
export async function MailsExplained({ req, id }: { req: PayloadRequest; id: string }) {
  const mails = await explainBooking(req.payload, id);
  const rows = mails.map((mail, at) => ({
    id: mail.messageId ?? `${mail.template}-${at}`,
    cells: cellsOf(mail),
  }));
  return (
    <RelatedTable
      caption="Mails"
      columns={['Mail', 'To', 'State', 'When and why']}
      rows={rows}
      empty="No mail is owed for this session."
    />
  );
}
