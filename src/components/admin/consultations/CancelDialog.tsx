'use client';
import { useEffect, useState } from 'react';

import { getJson } from '../api';
import { AdminDialog } from '../ui/AdminDialog';
import { DialogButtons } from '../ui/DialogButtons';
import { Notice } from '../ui/Notice';
import { useEnding } from './useEnding';

interface Preview {
  outcome: 'returned' | 'consumed';
  credits: number;
  returned: number;
  rule: string;
  explanation: string;
}

interface Props {
  id: string;
  version: number;
  onClose: () => void;
}

/**
 * Shows what cancelling means for the credits, asks why, and cancels; what means something else by then is
 * shown anew.
 */
export function CancelDialog({ id, version, onClose }: Props) {
  const [preview, setPreview] = useState<Preview | null>(null);
  /** The rule of a preview that was confirmed and refused. */
  const [refusedRule, setRefusedRule] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const { isBusy, problem, end } = useEnding(id, onClose);

  useEffect(() => {
    const stop = new AbortController();
    getJson<Preview>(`/api/consultations/${id}/cancellation-preview`, stop.signal).then(
      (called) => {
        setPreview(called.ok ? called.data : null);
        setRefusal(called.ok ? null : called.message);
      },
      () => undefined, // Aborted: the dialog is gone.
    );
    return () => stop.abort();
  }, [id, refusedRule]);

  const submit = async (): Promise<void> => {
    if (!preview) return;
    const isDone = await end(
      'cancel',
      { reason: reason.trim(), expectedVersion: version, expectedRule: preview.rule },
      'The session is cancelled; client and consultant are told.',
    );
    if (!isDone) setRefusedRule(preview.rule);
  };
  const isAnew = refusedRule !== null && preview !== null && preview.rule !== refusedRule;
  return (
    <AdminDialog title="Cancel this session?" onClose={onClose} onSubmit={() => void submit()}>
      {refusal && <Notice tone="bad">{refusal}</Notice>}
      {!refusal && !preview && <p className="adm-muted">Working out what this means for the credits…</p>}
      {isAnew && (
        <p role="alert">
          Time has passed since you opened this, and nothing is cancelled yet. This is what cancelling means
          now:
        </p>
      )}
      {preview && (
        <Notice tone={preview.returned === preview.credits ? 'good' : 'warn'}>{preview.explanation}</Notice>
      )}
      <label className="adm-input">
        <span>Reason, for the mails to client and consultant</span>
        <textarea
          name="reason"
          required
          maxLength={500}
          rows={3}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      {problem && !isAnew && <Notice tone="bad">{problem}</Notice>}
      <DialogButtons
        confirm="Cancel session"
        isDanger
        isBusy={isBusy}
        isBlocked={!preview || reason.trim() === ''}
        onClose={onClose}
      />
    </AdminDialog>
  );
}
