'use client';
import { useState } from 'react';

import { creditCount } from '@/components/portal/format/credits';

import { AdminDialog } from '../ui/AdminDialog';
import { DialogButtons } from '../ui/DialogButtons';
import { Notice } from '../ui/Notice';
import { isGiven, NO_REASON, ReasonInputs } from '../ui/ReasonInputs';
import { useCorrection } from './useCorrection';
import { type LotActionsView } from './views';

interface Props {
  view: LotActionsView;
  onClose: () => void;
}

/** Takes back what is left of a lot. Says before how much that is. */
export function VoidDialog({ view, onClose }: Props) {
  const { isBusy, problem, correct } = useCorrection(view.grantId, onClose);
  const [reason, setReason] = useState(NO_REASON);
  const submit = () => void correct('void', reason, 'The lot is voided.');
  return (
    <AdminDialog title="Void this lot?" onClose={onClose} onSubmit={submit}>
      <Notice tone="warn">
        {view.available > 0
          ? `${creditCount(view.available)} of this lot can be spent no more. `
          : 'Nothing of this lot is available now. '}
        {view.held > 0 &&
          `${creditCount(view.held)} held for sessions ${view.held === 1 ? 'stays' : 'stay'} with them, ` +
            `and ${view.held === 1 ? 'is' : 'are'} void if given back. `}
        The client sees the reason.
      </Notice>
      <ReasonInputs codes={view.reasonCodes} reason={reason} onChange={setReason} />
      {problem && <Notice tone="bad">{problem}</Notice>}
      <DialogButtons
        confirm="Void lot"
        isDanger
        isBusy={isBusy}
        isBlocked={!isGiven(reason)}
        onClose={onClose}
      />
    </AdminDialog>
  );
}
