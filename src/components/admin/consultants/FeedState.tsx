import { utcInstant } from '../ui/instant';
import { Notice } from '../ui/Notice';
import { type FeedView } from './views';

interface Props {
  feed: FeedView | null;
  /** The link itself, right after it was made. */
  url: string | null;
}

/** Whether there is a link, whether a calendar uses it, and the link itself while it may be seen. */
export function FeedState({ feed, url }: Props) {
  if (!feed)
    return (
      <p className="adm-muted">
        You have no link at present. With one, your calendar shows your sessions and follows every change.
      </p>
    );
  if (!url) {
    const used = feed.readAt
      ? `A calendar last read it on ${utcInstant(feed.readAt)}.`
      : 'No calendar has read it yet.';
    return (
      <p className="adm-muted">
        Your link of {utcInstant(feed.createdAt)} is active. {used} A new link ends the old one.
      </p>
    );
  }
  return (
    <>
      <Notice tone="warn">
        Copy the link now: it is shown this once. Whoever has it sees your sessions and your clients’ names.
      </Notice>
      <label className="adm-input">
        <span>Link for your calendar (subscribe from web)</span>
        <input readOnly value={url} onFocus={(event) => event.currentTarget.select()} />
      </label>
    </>
  );
}
