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
  explanation: string;
}

interface Props {
  id: string;
  version: number;
  onClose: () => void;
}

/** Shows what cancelling means for the credits, asks why, and cancels. */
export function CancelDialog({ id, version, onClose }: Props) {
  const [preview, setPreview] = useState<Preview | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const { isBusy, problem, end } = useEnding(id, onClose);

  useEffect(() => {
    const stop = new AbortController();
    getJson<Preview>(`/api/consultations/${id}/cancellation-preview`, stop.signal).then(
      (called) => (called.ok ? setPreview(called.data) : setRefusal(called.message)),
      () => undefined, // Aborted: the dialog is gone.
    );
    return () => stop.abort();
  }, [id]);

  const submit = () => void end('cancel', { reason: reason.trim(), expectedVersion: version }, 'The session is cancelled; client and consultant are told.');
  return (
    <AdminDialog title="Cancel this session?" onClose={onClose} onSubmit={submit}>
      {refusal && <Notice tone="bad">{refusal}</Notice>}
      {!refusal && !preview && <p className="adm-muted">Working out what this means for the credits…</p>}
      {preview && <Notice tone={preview.returned === preview.credits ? 'good' : 'warn'}>{preview.explanation}</Notice>}
      <label className="adm-input">
        <span>Reason, for the mails to client and consultant</span>
        <textarea name="reason" required maxLength={500} rows={3} value={reason} onChange={(event) => setReason(event.target.value)} />
      </label>
      {problem && <Notice tone="bad">{problem}</Notice>}
      <DialogButtons confirm="Cancel session" isDanger isBusy={isBusy} isBlocked={!preview || reason.trim() === ''} onClose={onClose} />
    </AdminDialog>
  );
}
