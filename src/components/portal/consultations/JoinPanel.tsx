'use client';
import { ButtonLink } from '@/components/ui/ButtonLink';
import { Icon } from '@/components/ui/Icon';
import { Notice } from '@/components/ui/Notice';
import { type ConsultationView } from '../types';
import { joinState } from './statusWords';
import { useMeeting } from './useMeeting';

/** How to get into the session: the link as soon as it is there. */
export function JoinPanel({ consultation }: { consultation: ConsultationView }) {
  const meeting = useMeeting(consultation);
  const state = joinState({ ...consultation, meeting });
  if (state === 'over') return null;
  return (
    <div aria-live="polite">
      {state === 'join' && meeting.joinUrl ? (
        <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
          <ButtonLink href={meeting.joinUrl} external size="lg">
            <Icon name="video" /> Join the session
          </ButtonLink>
          {meeting.passcode ? (
            <p className="text-sm text-muted">
              Passcode: <span className="font-mono text-ink">{meeting.passcode}</span>
            </p>
          ) : null}
        </div>
      ) : null}
      {state === 'link-follows' ? (
        <Notice tone="info" title="Your link follows">
          The session is booked. The Zoom link appears here and comes by mail as soon as it is ready.
        </Notice>
      ) : null}
      {state === 'in-person' ? (
        <p className="flex gap-2.5">
          <Icon name="pin" className="mt-0.5 text-brand-ink" />
          {consultation.location ?? 'The address is in your confirmation.'}
        </p>
      ) : null}
    </div>
  );
}
