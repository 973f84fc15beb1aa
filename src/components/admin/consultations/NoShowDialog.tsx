'use client';
import { useState } from 'react';

import { AdminDialog } from '../ui/AdminDialog';
import { DialogButtons } from '../ui/DialogButtons';
import { Notice } from '../ui/Notice';
import { useEnding } from './useEnding';
import { type ActionsView, type EndingView } from './views';

interface Props {
  actions: ActionsView;
  onClose: () => void;
}

type Party = Exclude<EndingView['to'], 'completed'>;

const WORDS: Record<Party, string> = {
  client: 'The client did not come',
  consultant: 'The consultant did not come',
  technical: 'Technical failure',
};

/** Asks who did not come, says what each answer means for the credits, and records it. */
export function NoShowDialog({ actions, onClose }: Props) {
  const [party, setParty] = useState<Party | null>(null);
  const { isBusy, problem, end } = useEnding(actions.id, onClose);
  const explanation = actions.endings.find(({ to }) => to === party)?.explanation;
  const submit = () => void end('no-show', { expectedVersion: actions.version, party }, 'Recorded.');
  return (
    <AdminDialog title="This session did not take place?" onClose={onClose} onSubmit={submit}>
      <fieldset className="adm-choices">
        <legend>What happened</legend>
        {(Object.keys(WORDS) as Party[]).map((value) => (
          <label key={value}>
            <input
              type="radio"
              name="party"
              value={value}
              checked={party === value}
              onChange={() => setParty(value)}
            />
            {WORDS[value]}
          </label>
        ))}
      </fieldset>
      {explanation && <Notice tone={party === 'client' ? 'warn' : 'good'}>{explanation}</Notice>}
      {problem && <Notice tone="bad">{problem}</Notice>}
      <DialogButtons confirm="Record it" isDanger isBusy={isBusy} isBlocked={!party} onClose={onClose} />
    </AdminDialog>
  );
}
