import { StatePill } from '../ui/StatePill';
import { type SummaryView } from './views';

const LABELS: Record<string, string> = {
  pending: 'Link on its way',
  ready: 'Meeting ready',
  failed: 'Meeting could not be made',
  deleted: 'Meeting removed',
};

/** The Zoom meeting: how far it is, and the way in. */
export function MeetingFact({ meeting, isOver }: { meeting: SummaryView['meeting']; isOver: boolean }) {
  // Nobody joins what is over, and a link that was on its way then will not come.
  if (isOver) return 'Remote';
  return (
    <span className="adm-inline">
      <StatePill state={meeting.state} label={LABELS[meeting.state]} />
      {meeting.joinUrl && (
        <a href={meeting.joinUrl} target="_blank" rel="noreferrer">
          Join
        </a>
      )}
      {meeting.passcode && <span className="adm-muted">Passcode {meeting.passcode}</span>}
    </span>
  );
}
