'use client';
import { toast } from '@payloadcms/ui';
import { useRouter } from 'next/navigation';
import { useState } from 'react';

import { AdminDialog } from '../ui/AdminDialog';
import { DialogButtons } from '../ui/DialogButtons';
import { Notice } from '../ui/Notice';
import { useCommand } from '../useCommand';

interface Props {
  caseId: string;
  onClose: () => void;
}

/** What was decided, and why; kept with the name of whoever closes. */
export function CloseCaseDialog({ caseId, onClose }: Props) {
  const router = useRouter();
  const { isBusy, problem, change } = useCommand();
  const [resolution, setResolution] = useState('');

  const submit = async () => {
    const closed = await change(`/api/cases/${caseId}`, { state: 'closed', resolution: resolution.trim() });
    if (!closed) return;
    toast.success('The case is closed.');
    onClose();
    router.refresh();
  };
  return (
    <AdminDialog title="Close this case?" onClose={onClose} onSubmit={() => void submit()}>
      <Notice tone="info">
        Closing changes nothing else: do first what is to be done. It is kept for good, with your name.
      </Notice>
      <label className="adm-input">
        <span>What was decided, and why</span>
        <textarea
          name="resolution"
          required
          maxLength={1000}
          rows={4}
          value={resolution}
          onChange={(event) => setResolution(event.target.value)}
        />
      </label>
      {problem && <Notice tone="bad">{problem}</Notice>}
      <DialogButtons
        confirm="Close case"
        isBusy={isBusy}
        isBlocked={resolution.trim() === ''}
        onClose={onClose}
      />
    </AdminDialog>
  );
}
