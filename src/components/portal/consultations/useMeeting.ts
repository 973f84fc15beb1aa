'use client';
import { useEffect, useState } from 'react';
import { api } from '../api';
import { pollDelay } from '../checkout/outcomeOfPayment';
import { type ConsultationView, type MeetingView } from '../types';
import { toConsultationView } from '../views/consultationView';

const MOST_QUESTIONS = 15;

/** The meeting of a session; while it is being made, looks for it again and again for about a minute. */
export function useMeeting({ id, status, mode, meeting }: ConsultationView): MeetingView {
  const [latest, setLatest] = useState(meeting);
  const isAwaited =
    status === 'booked' && mode === 'remote' && (latest.state === 'pending' || latest.state === 'none');

  useEffect(() => {
    if (!isAwaited) return;
    const stop = new AbortController();
    let timer: number | undefined;
    const look = async (asked: number): Promise<void> => {
      const answer = await api(`/api/consultations/${id}?depth=0`, { signal: stop.signal });
      if (stop.signal.aborted) return;
      if (answer.ok) setLatest(toConsultationView(answer.data).meeting);
      if (asked < MOST_QUESTIONS) timer = window.setTimeout(() => void look(asked + 1), pollDelay(asked + 1));
    };
    timer = window.setTimeout(() => void look(0), pollDelay(0));
    return () => {
      stop.abort();
      window.clearTimeout(timer);
    };
  }, [id, isAwaited]);

  return latest;
}
