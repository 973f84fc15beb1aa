import { hasRole } from '@/collections/access/roles';
import { ConsultationActions } from '@/components/admin/consultations/ConsultationActions';
import { CorrectOutcome } from '@/components/admin/consultations/CorrectOutcome';
import { ConsultationSummary } from '@/components/admin/consultations/ConsultationSummary';
import { SessionEvidence } from '@/components/admin/consultations/SessionEvidence';
import { actorWords } from '@/components/admin/ui/actorWords';
import { Panel } from '@/components/admin/ui/Panel';

import { asUser } from '../asUser';
import { LedgerTable } from '../LedgerTable';
import { MessagesTable } from '../MessagesTable';
import { isInsider, type OfRecord } from '../ofRecord';
import { staffNames } from '../staffNames';
import { MailsExplained } from './MailsExplained';
import { evidenceOf } from './evidenceOf';
import { actionsOf, correctionOf, summaryOf } from './summaryOf';

/** The record of a session: summary, actions, the credits it moved and the mails it caused. */
export async function ConsultationPanel({ id, req }: OfRecord) {
  if (!id) return null;
  const booking = await req.payload.findByID({
    collection: 'consultations',
    id: String(id),
    depth: 1,
    disableErrors: true,
    ...asUser(req),
  });
  if (!booking) return null;
  const { docs: consultants } = await req.payload.find({
    collection: 'consultants',
    where: { active: { equals: true } },
    select: { name: true },
    sort: 'name',
    depth: 0,
    pagination: false,
    ...asUser(req),
  });
  const actions = await actionsOf(
    req,
    booking,
    consultants.map(({ id: consultant, name }) => ({ id: consultant, name })),
  );
  const correction = await correctionOf(req, booking);
  const evidence = evidenceOf(booking);
  const bookedBy = booking.bookedBy
    ? actorWords(booking.bookedBy, await staffNames(req, [booking.bookedBy]))
    : null;
  const ofThis = { consultation: { equals: booking.id } };
  return (
    <div className="adm-record">
      <ConsultationSummary view={{ ...summaryOf(booking), bookedBy }}>
        {actions && <ConsultationActions actions={actions} />}
        {correction && <CorrectOutcome correction={correction} />}
      </ConsultationSummary>
      {evidence && <SessionEvidence evidence={evidence} />}
      {isInsider(req) && (
        <Panel title="Credits moved">
          <LedgerTable req={req} where={ofThis} limit={10} empty="No credits were moved for this session." />
        </Panel>
      )}
      <Panel title="Mails">
        {hasRole(req, ['owner', 'ops']) ? (
          <MailsExplained req={req} id={booking.id} />
        ) : (
          <MessagesTable req={req} where={ofThis} empty="No mail has been written for this session." />
        )}
      </Panel>
    </div>
  );
}
