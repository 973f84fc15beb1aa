'use client';
import { toast } from '@payloadcms/ui';
import { useRouter } from 'next/navigation';
import { useState } from 'react';

import { DeadLetterActions } from '../operations/DeadLetterActions';
import { AdminDialog } from '../ui/AdminDialog';
import { DialogButtons } from '../ui/DialogButtons';
import { Notice } from '../ui/Notice';
import { useCommand } from '../useCommand';

interface Props {
  id: string;
  /** There is a copy to send word for word. */
  hasCopy: boolean;
  /** It holds a one-time link: it goes to its own recipient only. */
  isSecret: boolean;
  /** The recipient's address as it is now; null when the recipient is gone. */
  ownAddress: string | null;
  /** It was given up: it can be tried again as it is. */
  isDead: boolean;
  isSetAside: boolean;
}

/** Sends a mail once more, or lets one that was given up be tried again. */
export function Resend(props: Props) {
  const [open, setOpen] = useState(false);
  return (
    <div className="adm-actions">
      {(props.isDead || props.isSetAside) && (
        <DeadLetterActions queue="messages" id={props.id} what="mail" canSetAside={props.isDead} />
      )}
      <button type="button" className="adm-button adm-button--plain" onClick={() => setOpen(true)}>
        Send once more…
      </button>
      {open && <ResendDialog {...props} onClose={() => setOpen(false)} />}
    </div>
  );
}

function ResendDialog({ id, hasCopy, isSecret, ownAddress, onClose }: Props & { onClose: () => void }) {
  const router = useRouter();
  const { isBusy, problem, run } = useCommand();
  const [mode, setMode] = useState(hasCopy ? 'as-sent' : 'rendered-anew');
  const [to, setTo] = useState('');
  const [reason, setReason] = useState('');
  const submit = async (): Promise<void> => {
    const sent = await run('/api/notifications/resend', {
      messageId: id,
      mode,
      reason: reason.trim(),
      ...(to.trim() ? { to: to.trim() } : {}),
    });
    if (!sent) return;
    toast.success('It is on its way, as a message of its own.');
    onClose();
    router.refresh();
  };
  return (
    <AdminDialog title="Send this mail once more" onClose={onClose} onSubmit={() => void submit()}>
      <fieldset className="adm-choices">
        <legend>Which words</legend>
        <label>
          <input
            type="radio"
            name="mode"
            value="as-sent"
            checked={mode === 'as-sent'}
            disabled={!hasCopy}
            onChange={() => setMode('as-sent')}
          />
          As it was sent, word for word
        </label>
        <label>
          <input
            type="radio"
            name="mode"
            value="rendered-anew"
            checked={mode === 'rendered-anew'}
            onChange={() => setMode('rendered-anew')}
          />
          Anew, from the template and the records as they are now
        </label>
      </fieldset>
      <p className="adm-muted">
        {ownAddress
          ? `It goes to ${to.trim() || ownAddress}.`
          : 'The recipient is gone: only another address can get it.'}
      </p>
      {!isSecret && (
        <label className="adm-input">
          <span>Another address (empty: {ownAddress ?? 'nobody'})</span>
          <input
            type="email"
            name="to"
            maxLength={254}
            value={to}
            onChange={(event) => setTo(event.target.value)}
          />
        </label>
      )}
      <label className="adm-input">
        <span>Reason</span>
        <textarea
          name="reason"
          required
          maxLength={500}
          rows={2}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      {problem && <Notice tone="bad">{problem}</Notice>}
      <DialogButtons confirm="Send" isBusy={isBusy} isBlocked={reason.trim() === ''} onClose={onClose} />
    </AdminDialog>
  );
}
