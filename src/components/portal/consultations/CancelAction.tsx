'use client';
import { useRouter } from 'next/navigation';
import { useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/Button';
import { Dialog } from '@/components/ui/Dialog';
import { Notice } from '@/components/ui/Notice';
import { TextArea } from '@/components/ui/TextArea';
import { type CancellationPreview, type ConsultationView } from '../types';
import { useCancellation, type Cancellation } from './useCancellation';

/** Cancels a session, after showing what becomes of the credit. */
export function CancelAction({ consultation }: { consultation: ConsultationView }) {
  const router = useRouter();
  const [isDone, setDone] = useState(false);
  const { cancellation, look, cancel, close } = useCancellation(consultation, () => {
    setDone(true);
    router.refresh();
  });
  const canCancel = consultation.status === 'booked';
  return (
    <div className="grid gap-3">
      {canCancel && !isDone ? (
        <Button
          variant="danger"
          busy={cancellation.state === 'looking'}
          onClick={() => void look()}
          className="justify-self-start"
        >
          Cancel this session
        </Button>
      ) : null}
      {cancellation.state === 'failed' ? (
        <Notice tone="bad" live title="The session could not be cancelled">
          {cancellation.problem.message}
        </Notice>
      ) : null}
      {cancellation.state === 'asking' || cancellation.state === 'cancelling' ? (
        <CancelDialog
          cancellation={cancellation}
          onConfirm={(reason) => void cancel(reason)}
          onClose={close}
        />
      ) : null}
    </div>
  );
}

interface DialogProps {
  cancellation: Extract<Cancellation, { preview: CancellationPreview }>;
  onConfirm: (reason: string) => void;
  onClose: () => void;
}

function CancelDialog({ cancellation, onConfirm, onClose }: DialogProps) {
  const { preview } = cancellation;
  const isBusy = cancellation.state === 'cancelling';
  const problem = cancellation.state === 'asking' ? cancellation.problem : null;
  const confirm = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get('reason') ?? '').trim();
    if (!isBusy) onConfirm(reason || 'Cancelled by the client');
  };
  return (
    <Dialog title="Cancel this session?" onClose={onClose}>
      {cancellation.isAnew ? (
        <p role="alert" className="text-sm">
          Time has passed since you opened this, and nothing is cancelled yet. This is what cancelling means
          now:
        </p>
      ) : null}
      <Notice tone={preview.returned === preview.credits ? 'good' : 'warn'} title={effectOf(preview)}>
        {preview.explanation}
      </Notice>
      <form method="post" onSubmit={confirm} className="grid gap-5">
        <TextArea name="reason" label="Reason" maxLength={500} hint="Your consultant will see it." />
        {problem ? (
          <Notice tone="bad" live>
            {problem.message}
          </Notice>
        ) : null}
        <div className="flex flex-wrap justify-end gap-3">
          <Button variant="secondary" onClick={onClose} unavailable={isBusy}>
            Keep the session
          </Button>
          <Button type="submit" variant="danger" busy={isBusy}>
            {isBusy ? 'Cancelling…' : 'Cancel the session'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function effectOf({ outcome, credits, returned }: CancellationPreview): string {
  const what = credits === 1 ? 'Your credit' : `Your ${credits} credits`;
  if (outcome === 'consumed') return `${what} will be used`;
  if (returned === 0) return `${what} will not be returned`;
  return returned < credits
    ? `${returned} of your ${credits} credits will be returned`
    : `${what} will be returned`;
}
