import { type PayloadRequest, type Where } from 'payload';

import { recordPath } from '@/components/admin/ui/adminPath';
import { localSpan, utcSpan } from '@/components/admin/ui/instant';
import { RelatedTable } from '@/components/admin/ui/RelatedTable';
import { StatePill } from '@/components/admin/ui/StatePill';
import { type Consultation } from '@/payload-types';

import { asUser } from './asUser';
import { clientPerson, consultantPerson } from './people';

interface Props {
  req: PayloadRequest;
  where: Where;
  sort: 'startsAt' | '-startsAt';
  limit: number;
  /** Whose session it is; not wanted on the client's own record. */
  withClient?: boolean;
  empty: string;
}

const MEETING: Record<string, string> = { pending: 'Link on its way', failed: 'No meeting' };

function rowOf(session: Consultation, withClient: boolean) {
  const consultant = consultantPerson(session.consultant);
  const endsAt = session.endsAt ?? session.startsAt;
  const meeting = MEETING[session.meeting?.state ?? ''];
  return {
    id: session.id,
    cells: [
      <span key="when" className="adm-when">
        <a href={recordPath('consultations', session.id)}>{utcSpan(session.startsAt, endsAt)}</a>
        <small>{localSpan(session.startsAt, endsAt, consultant.timezone)}</small>
      </span>,
      ...(withClient ? [clientPerson(session.client).name] : []),
      consultant.name,
      <span key="status" className="adm-inline">
        <StatePill state={session.status} />
        {meeting && session.status === 'booked' && (
          <StatePill state={session.meeting?.state ?? 'none'} label={meeting} />
        )}
      </span>,
    ],
  };
}

/** Sessions with time in UTC and for the consultant, people and state. */
export async function SessionsTable({ req, where, sort, limit, withClient = true, empty }: Props) {
  const sessions = await req.payload.find({
    collection: 'consultations',
    where,
    limit,
    sort,
    depth: 1,
    pagination: false,
    ...asUser(req),
  });
  const columns = ['When', ...(withClient ? ['Client'] : []), 'Consultant', 'Status'];
  return (
    <RelatedTable
      caption="Sessions"
      columns={columns}
      rows={sessions.docs.map((session) => rowOf(session, withClient))}
      empty={empty}
    />
  );
}
