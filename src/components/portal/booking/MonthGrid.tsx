'use client';
import { useId, useState } from 'react';
import { Button } from '@/components/ui/Button';
import { cx } from '@/components/ui/cx';
import { Icon } from '@/components/ui/Icon';
import { formatDay } from '../format/dates';
import { addMonths, weeksOf } from './calendarGrid';

interface Props {
  /** Number of free times by day (`2026-11-24`). Days that are not in it cannot be chosen. */
  free: Map<string, number>;
  chosen: string | null;
  onChoose: (day: string) => void;
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** A month of days as one group of radio buttons: arrow keys move, and each day says how many times it has. */
export function MonthGrid({ free, chosen, onChoose }: Props) {
  const group = useId();
  const days = [...free.keys()].sort();
  const first = (days[0] ?? '').slice(0, 7);
  const last = (days.at(-1) ?? '').slice(0, 7);
  const [shown, setShown] = useState<string | null>(null);
  const month = shown ?? (chosen ?? first).slice(0, 7);

  return (
    <fieldset className="min-w-0">
      <legend className="sr-only">Day</legend>
      <div className="mb-3 flex items-center justify-between gap-2">
        <MonthButton
          name="Previous month"
          icon="back"
          isOff={month <= first}
          onPress={() => setShown(addMonths(month, -1))}
        />
        <p className="font-semibold" aria-live="polite">
          {monthName(month)}
        </p>
        <MonthButton
          name="Next month"
          icon="arrow"
          isOff={month >= last}
          onPress={() => setShown(addMonths(month, 1))}
        />
      </div>
      <div aria-hidden="true" className="grid grid-cols-7 text-center text-xs font-semibold text-muted">
        {WEEKDAYS.map((name) => (
          <span key={name} className="py-1.5">
            {name}
          </span>
        ))}
      </div>
      <div className="grid grid-cols-7 gap-1">
        {weeksOf(month)
          .flat()
          .map((day, index) => (
            <Day
              key={day ?? index}
              day={day}
              count={free.get(day ?? '') ?? 0}
              group={group}
              isChosen={day !== null && day === chosen}
              onChoose={onChoose}
            />
          ))}
      </div>
    </fieldset>
  );
}

interface DayProps {
  day: string | null;
  count: number;
  group: string;
  isChosen: boolean;
  onChoose: (day: string) => void;
}

function Day({ day, count, group, isChosen, onChoose }: DayProps) {
  if (day === null) return <span />;
  const number = Number(day.slice(8));
  if (count === 0) {
    return (
      <span
        aria-hidden="true"
        className="grid aspect-square max-h-12 w-full place-items-center text-sm text-muted"
      >
        {number}
      </span>
    );
  }
  return (
    <label
      className={cx(
        'relative grid aspect-square max-h-12 w-full place-items-center rounded-control text-sm font-semibold',
        'has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus',
        isChosen ? 'bg-brand text-on-brand' : 'bg-brand-soft text-brand-ink hover:ring-2 hover:ring-brand',
      )}
    >
      <input
        type="radio"
        name={group}
        value={day}
        checked={isChosen}
        onChange={() => onChoose(day)}
        className="sr-only"
      />
      <span aria-hidden="true">{number}</span>
      <span className="sr-only">
        {formatDay(`${day}T12:00:00Z`, 'UTC')}, {count} {count === 1 ? 'time' : 'times'}
      </span>
    </label>
  );
}

interface MonthButtonProps {
  name: string;
  icon: 'back' | 'arrow';
  isOff: boolean;
  onPress: () => void;
}

function MonthButton({ name, icon, isOff, onPress }: MonthButtonProps) {
  return (
    <Button
      variant="quiet"
      size="sm"
      className="size-11 px-0"
      aria-label={name}
      unavailable={isOff}
      onClick={onPress}
    >
      <Icon name={icon} />
    </Button>
  );
}

function monthName(month: string): string {
  return formatDay(`${month}-15T12:00:00Z`, 'UTC').replace(/^\w+, \d+ /, '');
}
