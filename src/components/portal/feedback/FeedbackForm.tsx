'use client';
import { useEffect, useRef, useState } from 'react';
import { Notice } from '@/components/ui/Notice';
import { TextArea } from '@/components/ui/TextArea';
import { PortalForm } from '../account/PortalForm';
import { api } from '../api';
import { newKey } from '../newKey';
import { RatingField } from './RatingField';

interface Props {
  token: string;
  consultantName: string;
}

/** The question a day after a session: one rating and, for who likes, words. */
export function FeedbackForm({ token, consultantName }: Props) {
  const [isGiven, setGiven] = useState(false);
  // The same answer sent again after a lost connection is the same request.
  const sent = useRef({ body: '', key: '' });

  const send = ({ rating, comment }: Record<string, string>) => {
    const body = { rating: Number(rating), ...(comment?.trim() ? { comment } : {}) };
    const written = JSON.stringify(body);
    if (sent.current.body !== written) sent.current = { body: written, key: newKey() };
    return api(`/api/feedback/${encodeURIComponent(token)}`, {
      method: 'POST',
      body,
      idempotencyKey: sent.current.key,
    });
  };
  if (isGiven) return <Thanks />;
  return (
    <PortalForm submitLabel="Send feedback" busyLabel="Sending…" send={send} onDone={() => setGiven(true)}>
      {(errors) => (
        <>
          <RatingField error={errors.rating ? 'Please choose a rating.' : undefined} />
          <TextArea
            name="comment"
            label="Anything you would like to say"
            rows={5}
            maxLength={2000}
            hint={`Our team reads it. ${consultantName} sees the rating, not the words.`}
            error={errors.comment}
          />
        </>
      )}
    </PortalForm>
  );
}

function Thanks() {
  const words = useRef<HTMLDivElement>(null);
  useEffect(() => words.current?.focus(), []);
  return (
    <div ref={words} tabIndex={-1}>
      <Notice tone="good" live title="Thank you">
        Your feedback has arrived. It decides what we improve next.
      </Notice>
    </div>
  );
}
