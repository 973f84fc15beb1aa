'use client';
import { useState } from 'react';
import { api, type Problem } from '../api';
import { newKey } from '../newKey';
import { type CancellationPreview, type ConsultationView } from '../types';
import { number, text } from '../views/read';

export type Cancellation =
  | { state: 'idle' }
  | { state: 'looking' }
  | { state: 'asking'; preview: CancellationPreview; key: string; problem: Problem | null }
  | { state: 'cancelling'; preview: CancellationPreview; key: string }
  | { state: 'failed'; problem: Problem };

/** Cancelling: first what it would mean, then the deed. `onDone` runs when the session has changed, by this or meanwhile. */
export function useCancellation({ id, version }: ConsultationView, onDone: () => void) {
  const [cancellation, setCancellation] = useState<Cancellation>({ state: 'idle' });

  const look = async () => {
    setCancellation({ state: 'looking' });
    const answer = await api(`/api/consultations/${id}/cancellation-preview`);
    if (!answer.ok) {
      setCancellation({ state: 'failed', problem: answer.problem });
      return;
    }
    const { outcome, credits, returned, rule, explanation } = answer.data;
    const preview = { outcome: text(outcome), credits: number(credits), returned: number(returned), rule: text(rule), explanation: text(explanation) };
    setCancellation({ state: 'asking', preview, key: newKey(), problem: null });
  };

  const cancel = async (reason: string) => {
    if (cancellation.state !== 'asking') return;
    const { preview, key } = cancellation;
    setCancellation({ state: 'cancelling', preview, key });
    const answer = await api(`/api/consultations/${id}/cancel`, { method: 'POST', body: { reason, expectedVersion: version }, idempotencyKey: key });
    if (answer.ok) {
      setCancellation({ state: 'idle' });
      onDone();
    } else if (answer.problem.code === 'INVALID_TRANSITION') {
      setCancellation({ state: 'failed', problem: answer.problem });
      onDone();
    } else {
      setCancellation({ state: 'asking', preview, key, problem: answer.problem });
    }
  };

  const close = () => setCancellation({ state: 'idle' });
  return { cancellation, look, cancel, close };
}
