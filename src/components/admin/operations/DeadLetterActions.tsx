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
  /** Not twice, and never a refund. */
  canSetAside: boolean;
}

/** The two ways on for what was given up: back to the workers, or closed with a reason. */
const DEEDS = {
  again: {
    open: 'Try again…',
    confirm: 'Try again',
    done: 'The worker tries it again.',
    title: (what: string) => `Try this ${what} again?`,
    explained:
      'It was given up. It goes back to the queue with all its tries before it; it cannot take effect twice.',
    path: '/api/operations/run-again',
    body: (id: string) => ({ id }),
  },
  aside: {
    open: 'Set aside…',
    confirm: 'Set aside',
    done: 'It no longer waits for anybody.',
    title: (what: string) => `Set this ${what} aside?`,
    explained:
      'Nothing more is done about it, and it is no longer counted. It stays on record with your reason, ' +
      'and can still be tried again.',
    path: '/api/operations/set-aside',
    body: (id: string) => ({ ids: [id] }),
  },
} as const;
type Deed = keyof typeof DEEDS;

export function DeadLetterActions(props: Props) {
  const [open, setOpen] = useState<Deed | null>(null);
  const button = (deed: Deed, style: string) => (
    <button type="button" className={`adm-button ${style}`} onClick={() => setOpen(deed)}>
      {DEEDS[deed].open}
    </button>
  );
  return (
    <>
      {props.canSetAside && button('aside', 'adm-button--plain')}
      {button('again', 'adm-button--main')}
      {open && <DeedDialog {...props} deed={open} onClose={() => setOpen(null)} />}
    </>
  );
}

function DeedDialog({ queue, id, what, deed, onClose }: Props & { deed: Deed; onClose: () => void }) {
  const router = useRouter();
  const { isBusy, problem, run } = useCommand();
  const [reason, setReason] = useState('');
  const [isAlike, setAlike] = useState(false);
  const { title, explained, confirm, done, path, body } = DEEDS[deed];
  const submit = async (): Promise<void> => {
    const answer = await run(path, { queue, ...body(id), reason: reason.trim(), alike: isAlike });
    if (!answer) return;
    toast.success(done);
    onClose();
    router.refresh();
  };
  return (
    <AdminDialog title={title(what)} onClose={onClose} onSubmit={() => void submit()}>
      <Notice tone="info">{explained}</Notice>
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
      <div className="adm-choices">
        <label>
          <input
            type="checkbox"
            name="alike"
            checked={isAlike}
            onChange={(event) => setAlike(event.target.checked)}
          />
          And all others that were given up with the same error (up to 200)
        </label>
      </div>
      {problem && <Notice tone="bad">{problem}</Notice>}
      <DialogButtons confirm={confirm} isBusy={isBusy} isBlocked={reason.trim() === ''} onClose={onClose} />
    </AdminDialog>
  );
}
