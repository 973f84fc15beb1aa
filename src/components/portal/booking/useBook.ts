'use client';
import { useRef, useState } from 'react';
import { api, isUncertain, type Problem } from '../api';
import { newKey } from '../newKey';
import { type ConsultationView, type Mode } from '../types';
import { toConsultationView } from '../views/consultationView';

export interface BookingRequest {
  consultantId: string;
  typeId: string;
  startsAt: string;
  mode: Mode;
  timezone: string;
  topic?: string;
  notes?: string;
}

export type BookAnswer = { ok: true; consultation: ConsultationView } | { ok: false; problem: Problem };

/**
 * Books. One idempotency key per intention: pressing again after a lost connection asks the same question
 * and cannot book twice; a changed request, or one that was clearly refused, is a new intention.
 */
export function useBook() {
  const intention = useRef<{ body: string; key: string } | null>(null);
  const [isBusy, setBusy] = useState(false);

  const book = async (request: BookingRequest): Promise<BookAnswer> => {
    const body = JSON.stringify(request);
    if (intention.current?.body !== body) intention.current = { body, key: newKey() };
    setBusy(true);
    const answer = await api('/api/consultations/book', {
      method: 'POST',
      body: request,
      idempotencyKey: intention.current.key,
    });
    setBusy(false);
    if (answer.ok) return { ok: true, consultation: toConsultationView(answer.data.consultation) };
    if (!isUncertain(answer.problem)) intention.current = null;
    return answer;
  };
  return { book, isBusy };
}
