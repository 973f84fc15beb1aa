import { type PayloadRequest } from 'payload';

import { CalendarFeed } from '@/components/admin/consultants/CalendarFeed';
import { RatingFigures } from '@/components/admin/consultants/RatingFigures';
import { listPath } from '@/components/admin/ui/adminPath';
import { Panel } from '@/components/admin/ui/Panel';
import { consultantIdOf, hasRole } from '@/collections/access/roles';
import { feedStatus } from '@/consultations/feed/feedLinks';
import { ratingOf } from '@/consultations/feedback/ratingOf';

import { type OfRecord } from '../ofRecord';
import { FeedbackTable } from './FeedbackTable';

/** The record of a consultant: what clients thought, for the office and the consultant; the own calendar link. */
export async function ConsultantPanel({ id, req }: OfRecord) {
  const consultant = String(id ?? '');
  const isOwn = consultantIdOf(req) === consultant;
  if (!consultant || !(isOwn || hasRole(req, ['owner', 'ops']))) return null;
  return (
    <div className="adm-record">
      <Panel
        title="What clients thought"
        aside={
          <a
            href={listPath('session-feedback', [
              { field: 'consultant', operator: 'equals', value: consultant },
            ])}
          >
            All feedback
          </a>
        }
      >
        <Feedback req={req} consultant={consultant} />
      </Panel>
      {isOwn && (
        <Panel title="Your sessions in your own calendar">
          <CalendarFeed feed={await feedStatus(req.payload, { side: 'consultant', id: consultant })} />
        </Panel>
      )}
    </div>
  );
}

async function Feedback({ req, consultant }: { req: PayloadRequest; consultant: string }) {
  const rating = await ratingOf(req.payload, consultant);
  return (
    <>
      <RatingFigures rating={rating} />
      {rating.count > 0 && <FeedbackTable req={req} consultant={consultant} />}
    </>
  );
}
