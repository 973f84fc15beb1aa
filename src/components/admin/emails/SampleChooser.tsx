'use client';
import { useState } from 'react';

import { SessionPicker } from './SessionPicker';
import { type ShownWith } from './views';

interface Props {
  shownWith: ShownWith;
  canUseSessions: boolean;
  onChoose: (shownWith: ShownWith) => void;
}

const SAMPLES: { value: ShownWith['sample']; label: string }[] = [
  { value: 'usual', label: 'Sample: a usual mail' },
  { value: 'full', label: 'Sample: everything filled in' },
  { value: 'bare', label: 'Sample: only what is always there' },
];
const SESSION = 'session';

/** What the variables hold in the preview and in a test. */
export function SampleChooser({ shownWith, canUseSessions, onChoose }: Props) {
  const [isSession, setSession] = useState(false);
  const choose = (value: string): void => {
    setSession(value === SESSION);
    onChoose({ sample: SAMPLES.find((sample) => sample.value === value)?.value ?? 'usual' });
  };
  return (
    <div className="adm-sample">
      <label className="adm-input">
        <span>Shown with</span>
        <select
          value={isSession ? SESSION : shownWith.sample}
          onChange={(event) => choose(event.target.value)}
        >
          {SAMPLES.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
          {canUseSessions && <option value={SESSION}>A real session…</option>}
        </select>
      </label>
      {isSession && (
        <SessionPicker
          chosen={shownWith.consultationId}
          onChoose={(consultationId) => onChoose({ sample: 'usual', consultationId })}
        />
      )}
    </div>
  );
}
