import { formatDate, formatDay } from '../format/dates';
import { type CalendarFeedView } from '../types';

/** Whether there is a link, and whether a calendar uses it. */
export function FeedState({ feed, zone }: { feed: CalendarFeedView | null; zone: string }) {
  if (!feed) return <p className="text-sm text-muted">You have no link at present.</p>;
  return (
    <p className="text-sm">
      Your link of <time dateTime={feed.createdAt}>{formatDate(feed.createdAt, zone)}</time> is active.{' '}
      {feed.readAt ? (
        <>
          A calendar last read it on <time dateTime={feed.readAt}>{formatDay(feed.readAt, zone)}</time>.
        </>
      ) : (
        'No calendar has read it yet.'
      )}
    </p>
  );
}
