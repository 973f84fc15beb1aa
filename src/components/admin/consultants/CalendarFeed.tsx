'use client';
import { useState } from 'react';

import { Notice } from '../ui/Notice';
import { useCommand } from '../useCommand';
import { FeedState } from './FeedState';
import { type FeedView } from './views';

/** The link by which a consultant's own calendar follows the sessions: made, shown once, made anew, ended. */
export function CalendarFeed({ feed }: { feed: FeedView | null }) {
  const { isBusy, problem, run } = useCommand();
  const [current, setCurrent] = useState(feed);
  const [url, setUrl] = useState<string | null>(null);

  const create = async () => {
    const made = await run<FeedView & { url: string }>('/api/calendar/feed/create', {});
    if (!made) return;
    setUrl(made.url);
    setCurrent({ createdAt: made.createdAt, readAt: null });
  };
  const revoke = async () => {
    if (!(await run('/api/calendar/feed/revoke', {}))) return;
    setUrl(null);
    setCurrent(null);
  };
  return (
    <div className="adm-stack" aria-live="polite">
      <FeedState feed={current} url={url} />
      {problem && <Notice tone="bad">{problem}</Notice>}
      <div className="adm-actions">
        <button
          type="button"
          className={`adm-button ${current ? 'adm-button--plain' : 'adm-button--main'}`}
          disabled={isBusy}
          onClick={() => void create()}
        >
          {current ? 'Make a new link' : 'Make my link'}
        </button>
        {current && (
          <button
            type="button"
            className="adm-button adm-button--danger"
            disabled={isBusy}
            onClick={() => void revoke()}
          >
            Switch it off
          </button>
        )}
      </div>
    </div>
  );
}
