'use client';
import { toast } from '@payloadcms/ui';
import { useRouter } from 'next/navigation';
import { useState } from 'react';

import { AdminDialog } from '../ui/AdminDialog';
import { DialogButtons } from '../ui/DialogButtons';
import { utcInstant } from '../ui/instant';
import { Notice } from '../ui/Notice';
import { useCommand } from '../useCommand';
import { type CorrectionView } from './views';

/** Says otherwise about an ended session, while that is possible. */
export function CorrectOutcome({ correction }: { correction: CorrectionView }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="adm-actions">
      <button type="button" className="adm-button adm-button--plain" onClick={() => setOpen(true)}>
        Change the outcome…
      </button>
      <p className="adm-actions__hint">Possible until {utcInstant(correction.until)}.</p>
      {isOpen && <CorrectDialog correction={correction} onClose={() => setOpen(false)} />}
    </div>
  );
}

function CorrectDialog({ correction, onClose }: { correction: CorrectionView; onClose: () => void }) {
  const router = useRouter();
  const { isBusy, problem, run } = useCommand();
  const [to, setTo] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const chosen = correction.outcomes.find((outcome) => outcome.to === to);

  const submit = async (): Promise<void> => {
    const corrected = await run(`/api/consultations/${correction.id}/outcome`, {
      expectedVersion: correction.version,
      to,
      reason: reason.trim(),
    });
    if (!corrected) return;
    toast.success('The outcome is changed.');
    onClose();
    router.refresh();
  };

  return (
    <AdminDialog title="How did it turn out?" onClose={onClose} onSubmit={() => void submit()}>
      <fieldset className="adm-choices">
        <legend>Outcome</legend>
        {correction.outcomes.map((outcome) => (
          <label key={outcome.to}>
            <input
              type="radio"
              name="outcome"
              value={outcome.to}
              checked={to === outcome.to}
              onChange={() => setTo(outcome.to)}
            />
            {outcome.label}
          </label>
        ))}
      </fieldset>
      {chosen && (
        <Notice tone={chosen.movesCredit ? 'warn' : 'info'}>
          {chosen.movesCredit
            ? chosen.explanation
            : `${chosen.explanation} That is as it was decided before: no credit moves.`}
        </Notice>
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
      <DialogButtons
        confirm="Change the outcome"
        isBusy={isBusy}
        isBlocked={!to || reason.trim() === ''}
        onClose={onClose}
      />
    </AdminDialog>
  );
}
