'use client';
import { useState } from 'react';
import { Button } from '@/components/ui/Button';
import { Notice } from '@/components/ui/Notice';
import { api, type Problem } from '../api';
import { type CalendarFeedView } from '../types';
import { text } from '../views/read';
import { FeedLink } from './FeedLink';
import { FeedState } from './FeedState';

type Doing = 'create' | 'revoke' | null;

/** The link by which the reader's own calendar follows the sessions: made, shown once, made anew, ended. */
export function CalendarFeed({ feed, zone }: { feed: CalendarFeedView | null; zone: string }) {
  const [current, setCurrent] = useState(feed);
  const [url, setUrl] = useState<string | null>(null);
  const [doing, setDoing] = useState<Doing>(null);
  const [problem, setProblem] = useState<Problem | null>(null);

  const act = async (what: Exclude<Doing, null>) => {
    setDoing(what);
    setProblem(null);
    const answer = await api(`/api/calendar/feed/${what}`, { method: 'POST' });
    setDoing(null);
    if (!answer.ok) {
      setProblem(answer.problem);
      return;
    }
    setUrl(what === 'create' ? text(answer.data.url) : null);
    setCurrent(what === 'create' ? { createdAt: text(answer.data.createdAt), readAt: null } : null);
  };

  return (
    <div className="grid gap-4">
      <div aria-live="polite" className="grid gap-4">
        {url ? <FeedLink url={url} /> : <FeedState feed={current} zone={zone} />}
      </div>
      {problem ? (
        <Notice tone="bad" live>
          {problem.message}
        </Notice>
      ) : null}
      <div className="flex flex-wrap gap-3">
        <Button
          variant={current ? 'secondary' : 'primary'}
          busy={doing === 'create'}
          unavailable={doing === 'revoke'}
          onClick={() => void act('create')}
        >
          {current ? 'Make a new link' : 'Make my link'}
        </Button>
        {current ? (
          <Button
            variant="danger"
            busy={doing === 'revoke'}
            unavailable={doing === 'create'}
            onClick={() => void act('revoke')}
          >
            Switch it off
          </Button>
        ) : null}
      </div>
      {current ? (
        <p className="text-xs text-muted">
          A new link ends the old one. Calendars that follow an ended link keep no sessions.
        </p>
      ) : null}
    </div>
  );
}
