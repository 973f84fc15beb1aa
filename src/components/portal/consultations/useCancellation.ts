'use client';
import { useState } from 'react';
import { api, type Problem } from '../api';
import { newKey } from '../newKey';
import { type CancellationPreview, type ConsultationView } from '../types';
import { number, text } from '../views/read';

interface Shown {
  preview: CancellationPreview;
  key: string;
  /** This preview took the place of one that time has overtaken. */
  isAnew: boolean;
}

export type Cancellation =
  | { state: 'idle' }
  | { state: 'looking' }
  | ({ state: 'asking'; problem: Problem | null } & Shown)
  | ({ state: 'cancelling' } & Shown)
  | { state: 'failed'; problem: Problem };

/**
 * Cancelling: first what it would mean, then the deed, and only as shown. `onDone` runs when the session has changed,
 * by this or meanwhile. Neither `look` nor `cancel` needs to be awaited: what goes wrong becomes a state.
 */
export function useCancellation({ id, version }: ConsultationView, onDone: () => void) {
  const [cancellation, setCancellation] = useState<Cancellation>({ state: 'idle' });

  const look = async () => {
    setCancellation({ state: 'looking' });
    const found = await previewOf(id);
    if ('problem' in found) setCancellation({ state: 'failed', problem: found.problem });
    else
      setCancellation({
        state: 'asking',
        preview: found.preview,
        key: newKey(),
        isAnew: false,
        problem: null,
      });
  };

  const cancel = async (reason: string) => {
    if (cancellation.state !== 'asking') return;
    const { preview, key, isAnew } = cancellation;
    setCancellation({ state: 'cancelling', preview, key, isAnew });
    const body = { reason, expectedVersion: version, expectedRule: preview.rule };
    const answer = await api(`/api/consultations/${id}/cancel`, {
      method: 'POST',
      body,
      idempotencyKey: key,
    });
    if (answer.ok) {
      setCancellation({ state: 'idle' });
      onDone();
    } else if (answer.problem.code === 'INVALID_TRANSITION') {
      await refused(answer.problem, preview);
    } else {
      setCancellation({ state: 'asking', preview, key, isAnew, problem: answer.problem });
    }
  };

  /** Either it would mean something else now, and is asked anew, or the session has changed. */
  const refused = async (problem: Problem, shown: CancellationPreview) => {
    const found = await previewOf(id);
    if ('preview' in found && found.preview.rule !== shown.rule) {
      setCancellation({
        state: 'asking',
        preview: found.preview,
        key: newKey(),
        isAnew: true,
        problem: null,
      });
      return;
    }
    setCancellation({ state: 'failed', problem });
    onDone();
  };

  const close = () => setCancellation({ state: 'idle' });
  return { cancellation, look, cancel, close };
}

async function previewOf(id: string): Promise<{ preview: CancellationPreview } | { problem: Problem }> {
  const answer = await api(`/api/consultations/${id}/cancellation-preview`);
  if (!answer.ok) return { problem: answer.problem };
  const { outcome, credits, returned, rule, explanation } = answer.data;
  return {
    preview: {
      outcome: text(outcome),
      credits: number(credits),
      returned: number(returned),
      rule: text(rule),
      explanation: text(explanation),
    },
  };
}
