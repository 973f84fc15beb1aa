'use client';
import { toast } from '@payloadcms/ui';
import { useRouter } from 'next/navigation';
import { useState } from 'react';

import { AdminDialog } from '../ui/AdminDialog';
import { DialogButtons } from '../ui/DialogButtons';
import { Notice } from '../ui/Notice';
import { useCommand } from '../useCommand';

interface Props {
  queue: 'inbox-events' | 'outbox' | 'messages';
  id: string;
  /** What the row is called: `mail`, `effect`, `webhook`. */
  what: string;
}

/** Brings back what was given up, for the workers to try again. */
export function RunAgain(props: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="adm-button adm-button--main" onClick={() => setOpen(true)}>
        Try again…
      </button>
      {open && <RunAgainDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

function RunAgainDialog({ queue, id, what, onClose }: Props & { onClose: () => void }) {
  const router = useRouter();
  const { isBusy, problem, run } = useCommand();
  const [reason, setReason] = useState('');
  const submit = async (): Promise<void> => {
    const revived = await run('/api/operations/run-again', { queue, id, reason: reason.trim() });
    if (!revived) return;
    toast.success('The worker tries it again.');
    onClose();
    router.refresh();
  };
  return (
    <AdminDialog title={`Try this ${what} again?`} onClose={onClose} onSubmit={() => void submit()}>
      <Notice tone="info">It was given up. It goes back to the queue with all its tries before it; it cannot take effect twice.</Notice>
      <label className="adm-input">
        <span>Reason</span>
        <textarea name="reason" required maxLength={500} rows={2} value={reason} onChange={(event) => setReason(event.target.value)} />
      </label>
      {problem && <Notice tone="bad">{problem}</Notice>}
      <DialogButtons confirm="Try again" isBusy={isBusy} isBlocked={reason.trim() === ''} onClose={onClose} />
    </AdminDialog>
  );
}
