import { type PayloadRequest } from 'payload';

import { listPath } from '@/components/admin/ui/adminPath';
import { Panel } from '@/components/admin/ui/Panel';

import { SessionsTable } from '../SessionsTable';

const DAY_MS = 86_400_000;

/** Today's sessions, in UTC days, and the next after them. */
export async function UpcomingSessions({ req, now }: { req: PayloadRequest; now: Date }) {
  const today = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  const tomorrow = new Date(today + DAY_MS).toISOString();
  const from = new Date(today).toISOString();
  const live = { status: { in: ['booked', 'in_progress'] } };
  return (
    <>
      <Panel title="Today" aside={<a href={listPath('consultations')}>All sessions</a>}>
        <SessionsTable
          req={req}
          where={{ and: [{ startsAt: { greater_than_equal: from } }, { startsAt: { less_than: tomorrow } }] }}
          sort="startsAt"
          limit={12}
          empty="No sessions today."
        />
      </Panel>
      <Panel title="Coming up">
        <SessionsTable
          req={req}
          where={{ and: [live, { startsAt: { greater_than_equal: tomorrow } }] }}
          sort="startsAt"
          limit={8}
          empty="Nothing is booked after today."
        />
      </Panel>
    </>
  );
}
