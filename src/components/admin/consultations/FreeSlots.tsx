'use client';
import { useState } from 'react';

import { formatDay, formatTime, zoneName } from '@/components/portal/format/dates';

import { Notice } from '../ui/Notice';
import { byDay, type SlotDay, weekAround } from './slotWeek';
import { useFreeSlots } from './useFreeSlots';

interface Props {
  consultant: string;
  type: string;
  startsAt: string;
  /** The zone times are shown in: the client's. */
  zone: string;
  /** The session that is to be moved, when it is not a new one. */
  moving?: string;
  onChoose: (instant: string) => void;
}

/** A week of the consultant's free times around the chosen day, to click. */
export function FreeSlots({ consultant, type, startsAt, zone, moving, onChoose }: Props) {
  const [openedAt] = useState(() => new Date());
  const [anchor, setAnchor] = useState({ day: startsAt, offset: 0 });
  // A click on a slot of the shown week keeps the week; a day chosen elsewhere moves it.
  const shown = weekAround(anchor.day, openedAt, anchor.offset);
  const isOutside = startsAt !== '' && (startsAt < shown.from || startsAt >= shown.to);
  if (isOutside && anchor.day !== startsAt) setAnchor({ day: startsAt, offset: 0 });
  const { availability, problem } = useFreeSlots({ consultant, type, moving, ...shown });

  if (!consultant || !type) return <p className="adm-empty">Choose consultant and type to see free times.</p>;
  if (problem) return <Notice tone="bad">{problem}</Notice>;
  return (
    <>
      <div className="adm-week">
        <button
          type="button"
          className="adm-button adm-button--small"
          onClick={() => setAnchor({ ...anchor, offset: anchor.offset - 1 })}
        >
          Earlier
        </button>
        <span className="adm-muted">{zoneName(zone, shown.from)}</span>
        <button
          type="button"
          className="adm-button adm-button--small"
          onClick={() => setAnchor({ ...anchor, offset: anchor.offset + 1 })}
        >
          Later
        </button>
      </div>
      {!availability && <p className="adm-muted">Looking for free times…</p>}
      {availability?.slots.length === 0 && (
        <p className="adm-empty">No free times in this week. You may still choose a time by hand.</p>
      )}
      {availability && (
        <div className="adm-week__days">
          {byDay(availability.slots, zone).map((day) => (
            <DaySlots key={day.day} day={day} zone={zone} startsAt={startsAt} onChoose={onChoose} />
          ))}
        </div>
      )}
    </>
  );
}

function DaySlots({
  day,
  zone,
  startsAt,
  onChoose,
}: {
  day: SlotDay;
  zone: string;
  startsAt: string;
  onChoose: (instant: string) => void;
}) {
  return (
    <div className="adm-slots" role="group" aria-label={formatDay(day.slots[0]?.startsAt ?? day.day, zone)}>
      <h4>{formatDay(day.slots[0]?.startsAt ?? day.day, zone, 'short')}</h4>
      <div>
        {day.slots.map((slot) => (
          <button
            key={slot.startsAt}
            type="button"
            className="adm-slot"
            aria-pressed={slot.startsAt === startsAt}
            onClick={() => onChoose(slot.startsAt)}
          >
            {formatTime(slot.startsAt, zone)}
          </button>
        ))}
      </div>
    </div>
  );
}
