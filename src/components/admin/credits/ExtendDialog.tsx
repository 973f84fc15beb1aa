'use client';
import { useState } from 'react';

import { AdminDialog } from '../ui/AdminDialog';
import { DialogButtons } from '../ui/DialogButtons';
import { utcInstant } from '../ui/instant';
import { Notice } from '../ui/Notice';
import { isGiven, NO_REASON, ReasonInputs } from '../ui/ReasonInputs';
import { useCorrection } from './useCorrection';
import { type LotActionsView } from './views';

interface Props {
  view: LotActionsView;
  onClose: () => void;
}

const DAY_MS = 86_400_000;

/** A later expiry for a lot. Says before until when the credits will be good. */
export function ExtendDialog({ view, onClose }: Props) {
  const { isBusy, problem, correct } = useCorrection(view.grantId, onClose);
  const [days, setDays] = useState('30');
  const [reason, setReason] = useState(NO_REASON);
  const count = Number(days);
  const most = Math.max(
    0,
    Math.floor((Date.parse(view.latestExpiresAt) - Date.parse(view.expiresAt)) / DAY_MS),
  );
  const isPossible = Number.isInteger(count) && count >= 1 && count <= most;
  const expiresAt = new Date(Date.parse(view.expiresAt) + (isPossible ? count : 0) * DAY_MS).toISOString();

  const submit = () =>
    void correct('extend', { expiresAt, ...reason }, `The lot is good until ${utcInstant(expiresAt)}.`);
  return (
    <AdminDialog title="Extend this lot?" onClose={onClose} onSubmit={submit}>
      <label className="adm-input">
        <span>Days longer, at most {most}</span>
        <input
          name="days"
          type="number"
          required
          min={1}
          max={most}
          step={1}
          value={days}
          onChange={(event) => setDays(event.target.value)}
        />
      </label>
      {isPossible && (
        <Notice tone="info">
          The credits are good until {utcInstant(expiresAt)} instead of {utcInstant(view.expiresAt)}. The
          client sees the reason.
        </Notice>
      )}
      <ReasonInputs codes={view.reasonCodes} reason={reason} onChange={setReason} />
      {problem && <Notice tone="bad">{problem}</Notice>}
      <DialogButtons
        confirm="Extend lot"
        isBusy={isBusy}
        isBlocked={!isPossible || !isGiven(reason)}
        onClose={onClose}
      />
    </AdminDialog>
  );
}
