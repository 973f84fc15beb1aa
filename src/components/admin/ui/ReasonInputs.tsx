'use client';
import { stateWords } from './tone';

export interface Reason {
  reasonCode: string;
  note: string;
}

export const NO_REASON: Reason = { reasonCode: '', note: '' };

export const isGiven = ({ reasonCode, note }: Reason): boolean => reasonCode !== '' && note.trim() !== '';

interface Props {
  codes: readonly string[];
  reason: Reason;
  onChange: (reason: Reason) => void;
}

/** Why staff give, take or correct: a code that reports can count, and a sentence. Both are needed. */
export function ReasonInputs({ codes, reason, onChange }: Props) {
  return (
    <>
      <label className="adm-input">
        <span>Reason</span>
        <select
          name="reasonCode"
          required
          value={reason.reasonCode}
          onChange={(event) => onChange({ ...reason, reasonCode: event.target.value })}
        >
          <option value="">Choose…</option>
          {codes.map((code) => (
            <option key={code} value={code}>
              {stateWords(code)}
            </option>
          ))}
        </select>
      </label>
      <label className="adm-input">
        <span>Note for colleagues and the audit</span>
        <textarea
          name="note"
          required
          maxLength={1000}
          rows={3}
          value={reason.note}
          onChange={(event) => onChange({ ...reason, note: event.target.value })}
        />
      </label>
    </>
  );
}
