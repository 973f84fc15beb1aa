'use client';
import { useId, useState } from 'react';

import { zoneName } from '@/components/portal/format/dates';

import { Notice } from '../ui/Notice';
import { typedInstant, type Wall, wallOf } from './wallInstant';

interface Props {
  /** The chosen start; empty while what is typed is no time. */
  startsAt: string;
  zone: string;
  /** With an empty string while what is typed is no time. */
  onType: (instant: string) => void;
}

/** A day and a time typed by hand, in the zone that is named: for a time that is not among the free ones. */
export function TimeByHand({ startsAt, zone, onType }: Props) {
  const [openedAt] = useState(() => new Date());
  const [draft, setDraft] = useState<{ wall: Wall; problem: string } | null>(null);
  const problemId = useId();
  // A draft that is no time stays until it is one, or until a free time is clicked.
  const isTyping = draft !== null && startsAt === '';
  const shown = isTyping ? draft.wall : wallOf(startsAt, zone);
  const type = (change: Partial<Wall>): void => {
    const wall = { ...shown, ...change };
    const typed = typedInstant(wall, zone, openedAt);
    setDraft('problem' in typed ? { wall, problem: typed.problem } : null);
    onType('problem' in typed ? '' : typed.instant);
  };
  const described = isTyping ? { 'aria-invalid': true, 'aria-describedby': problemId } : {};
  return (
    <fieldset className="adm-by-hand">
      <legend>Or by hand, in {zoneName(zone, startsAt || openedAt)}</legend>
      <div className="adm-input-row">
        <label className="adm-input">
          <span>Day</span>
          <input
            type="date"
            name="day"
            required
            value={shown.date}
            onChange={(event) => type({ date: event.target.value })}
            {...described}
          />
        </label>
        <label className="adm-input">
          <span>Time</span>
          <input
            type="time"
            name="time"
            required
            step={900}
            value={shown.time}
            onChange={(event) => type({ time: event.target.value })}
            {...described}
          />
        </label>
      </div>
      <div id={problemId} aria-live="polite">
        {isTyping && <Notice tone="warn">{draft.problem}</Notice>}
      </div>
    </fieldset>
  );
}
