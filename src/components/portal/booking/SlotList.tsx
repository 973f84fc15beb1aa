'use client';
import { formatDay, formatTime } from '../format/dates';
import { type SlotView } from '../types';
import { Button } from '@/components/ui/Button';
import { slotsByPart } from './calendarGrid';

interface Props {
  slots: SlotView[];
  zone: string;
  onChoose: (slot: SlotView) => void;
}

/** The free times of one day. Pressing one chooses it and goes on. */
export function SlotList({ slots, zone, onChoose }: Props) {
  const [first] = slots;
  if (!first) return <p className="text-muted">Choose a day to see its times.</p>;
  return (
    <div className="grid gap-5">
      <h3 className="font-semibold" aria-live="polite">
        {formatDay(first.startsAt, zone)}
      </h3>
      {slotsByPart(slots, zone).map(([part, some]) => (
        <div key={part} role="group" aria-label={part}>
          <p aria-hidden="true" className="mb-2 text-sm text-muted">
            {part}
          </p>
          <ul className="grid grid-cols-[repeat(auto-fill,minmax(7rem,1fr))] gap-2">
            {some.map((slot) => (
              <li key={slot.startsAt} className="grid">
                <Button
                  variant="secondary"
                  size="sm"
                  className="min-h-11 whitespace-nowrap"
                  onClick={() => onChoose(slot)}
                >
                  <time dateTime={slot.startsAt}>{formatTime(slot.startsAt, zone)}</time>
                </Button>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}
