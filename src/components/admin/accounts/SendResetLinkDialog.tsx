'use client';
import { toast } from '@payloadcms/ui';

import { AdminDialog } from '../ui/AdminDialog';
import { DialogButtons } from '../ui/DialogButtons';
import { Notice } from '../ui/Notice';
import { useCommand } from '../useCommand';

export interface Addressee {
  accounts: 'clients' | 'staff';
  id: string;
  name: string;
  email: string;
}

/** Says what will happen, and lets the link go out. */
export function SendResetLinkDialog({
  accounts,
  id,
  name,
  email,
  onClose,
}: Addressee & { onClose: () => void }) {
  const { isBusy, problem, run } = useCommand();
  const submit = async () => {
    if (!(await run(`/api/${accounts}/${id}/reset-link`, {}))) return;
    toast.success(`The link is on its way to ${email}.`);
    onClose();
  };
  return (
    <AdminDialog title={`Send ${name} a password link`} onClose={onClose} onSubmit={() => void submit()}>
      <p>
        {name} gets a mail at {email} with a link that works once, for an hour. The present password stays
        until a new one is chosen. The audit log names you.
      </p>
      {problem && <Notice tone="bad">{problem}</Notice>}
      <DialogButtons confirm="Send the link" isBusy={isBusy} isBlocked={false} onClose={onClose} />
    </AdminDialog>
  );
}
