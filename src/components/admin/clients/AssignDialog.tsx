'use client';
import { toast } from '@payloadcms/ui';
import { useRouter } from 'next/navigation';
import { useState } from 'react';

import { creditCount } from '@/components/portal/format/credits';

import { AdminDialog } from '../ui/AdminDialog';
import { DialogButtons } from '../ui/DialogButtons';
import { Notice } from '../ui/Notice';
import { utcInstant } from '../ui/instant';
import { isGiven, NO_REASON, ReasonInputs } from '../ui/ReasonInputs';
import { useCommand } from '../useCommand';
import { type AssignOptions } from './views';

interface Props {
  clientId: string;
  clientName: string;
  options: AssignOptions;
  onClose: () => void;
}

interface Assigned {
  balance: { available: number };
}

const DAY_MS = 86_400_000;

/** Credits given by hand: how many, for how long, and why. Says before what it will do. */
export function AssignDialog({ clientId, clientName, options, onClose }: Props) {
  const router = useRouter();
  const { isBusy, problem, run } = useCommand();
  const [openedAt] = useState(() => Date.now());
  const [form, setForm] = useState({ credits: '1', validityDays: '90' });
  const [reason, setReason] = useState(NO_REASON);
  const set = (name: keyof typeof form) => (event: { target: { value: string } }) =>
    setForm({ ...form, [name]: event.target.value });
  const [credits, validityDays] = [Number(form.credits), Number(form.validityDays)];
  const isComplete = credits >= 1 && validityDays >= 1 && isGiven(reason);

  const submit = async () => {
    const assigned = await run<Assigned>('/api/credits/assign', {
      clientId,
      credits,
      validityDays,
      ...reason,
    });
    if (!assigned) return;
    toast.success(
      `${creditCount(credits)} assigned. ${clientName} now has ${assigned.balance.available} available.`,
    );
    onClose();
    router.refresh();
  };
  return (
    <AdminDialog title={`Assign credits to ${clientName}`} onClose={onClose} onSubmit={() => void submit()}>
      <div className="adm-input-row">
        <label className="adm-input">
          <span>Credits</span>
          <input
            name="credits"
            type="number"
            required
            min={1}
            max={options.dailyLimit ?? 1000}
            step={1}
            value={form.credits}
            onChange={set('credits')}
          />
        </label>
        <label className="adm-input">
          <span>Valid for days</span>
          <input
            name="validityDays"
            type="number"
            required
            min={1}
            max={3650}
            step={1}
            value={form.validityDays}
            onChange={set('validityDays')}
          />
        </label>
      </div>
      <ReasonInputs codes={options.reasonCodes} reason={reason} onChange={setReason} />
      {credits >= 1 && validityDays >= 1 && (
        <Notice tone="info">
          {clientName} gets {creditCount(credits)}, to be spent by about{' '}
          {utcInstant(new Date(openedAt + validityDays * DAY_MS))}. A grant is never edited; it can be voided
          later.
        </Notice>
      )}
      {options.dailyLimit !== null && (
        <p className="adm-muted">Your role may assign {options.dailyLimit} credits a day to one client.</p>
      )}
      {problem && <Notice tone="bad">{problem}</Notice>}
      <DialogButtons confirm="Assign credits" isBusy={isBusy} isBlocked={!isComplete} onClose={onClose} />
    </AdminDialog>
  );
}
