'use client';
import { useRef, useState } from 'react';
import { api, isUncertain, type Problem } from '../api';
import { newKey } from '../newKey';
import { type ConsultationView } from '../types';

/** Moves a session. One idempotency key per intention, as for booking. */
export function useMove({ id, version }: Pick<ConsultationView, 'id' | 'version'>) {
  const intention = useRef<{ body: string; key: string } | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  const move = async (startsAt: string, reason: string): Promise<Problem | null> => {
    const request = { startsAt, expectedVersion: version, ...(reason ? { reason } : {}) };
    const body = JSON.stringify(request);
    if (intention.current?.body !== body) intention.current = { body, key: newKey() };
    setBusy(true);
    setProblem(null);
    const answer = await api(`/api/consultations/${id}/reschedule`, {
      method: 'POST',
      body: request,
      idempotencyKey: intention.current.key,
    });
    setBusy(false);
    if (answer.ok) return null;
    if (!isUncertain(answer.problem)) intention.current = null;
    setProblem(answer.problem);
    return answer.problem;
  };
  return { move, isBusy, problem };
}
