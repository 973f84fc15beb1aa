'use client';
import { useState } from 'react';
import { Button } from '@/components/ui/Button';
import { Card } from '@/components/ui/Card';
import { EmptyState } from '@/components/ui/EmptyState';
import { Notice } from '@/components/ui/Notice';
import { Skeleton } from '@/components/ui/Skeleton';
import { TimezoneSelect } from '@/components/ui/TimezoneSelect';
import { formatDate, zoneName } from '../format/dates';
import { type SlotView } from '../types';
import { slotsByDay } from './calendarGrid';
import { MonthGrid } from './MonthGrid';
import { SlotList } from './SlotList';
import { type Slots, useSlots } from './useSlots';

interface Props {
  consultantId: string;
  consultantName: string;
  typeId: string;
  /** The session that is to be moved, when it is not a new one. */
  moving?: string;
  zone: string;
  onZone: (zone: string) => void;
  onChoose: (slot: SlotView) => void;
}

/** Day and time, in the client's zone or another one they choose. */
export function TimeStep({ consultantId, consultantName, typeId, moving, zone, onZone, onChoose }: Props) {
  const { found, reload, go } = useSlots(consultantId, typeId, moving);
  return (
    <div className="grid gap-6">
      <div className="max-w-sm">
        <TimezoneSelect label="Times are shown in" value={zone} onChange={onZone} />
      </div>
      {found.state === 'loading' ? <Loading /> : null}
      {found.state === 'failed' ? (
        <div className="grid gap-4">
          <Notice tone="bad" live title="The free times could not be loaded">
            {found.problem.message}
          </Notice>
          <Button variant="secondary" onClick={reload} className="justify-self-start">
            Try again
          </Button>
        </div>
      ) : null}
      {found.state === 'ready' ? (
        <>
          <WindowBar found={found} zone={zone} onGo={go} />
          {found.slots.length > 0 ? (
            <Chooser slots={found.slots} zone={zone} onChoose={onChoose} />
          ) : (
            <NoTime found={found} consultantName={consultantName} zone={zone} isMove={moving !== undefined} />
          )}
        </>
      ) : null}
    </div>
  );
}

type Found = Extract<Slots, { state: 'ready' }>;

/** Where booking goes further ahead than one window: which days are shown, and the way to the others. */
function WindowBar({ found, zone, onGo }: { found: Found; zone: string; onGo: (by: 1 | -1) => void }) {
  if (!found.hasEarlier && !found.hasLater) return null;
  return (
    <div role="group" aria-label="Days shown" className="flex flex-wrap items-center justify-between gap-3">
      <Button
        variant="secondary"
        size="sm"
        className="min-h-11"
        unavailable={!found.hasEarlier}
        onClick={() => onGo(-1)}
      >
        Earlier days
      </Button>
      <p className="text-sm text-muted" role="status">
        {formatDate(found.from, zone)} – {formatDate(found.to, zone)}
      </p>
      <Button
        variant="secondary"
        size="sm"
        className="min-h-11"
        unavailable={!found.hasLater}
        onClick={() => onGo(1)}
      >
        Later days
      </Button>
    </div>
  );
}

function NoTime({
  found,
  consultantName,
  zone,
  isMove,
}: {
  found: Found;
  consultantName: string;
  zone: string;
  isMove: boolean;
}) {
  const from = found.hasEarlier ? ` from ${formatDate(found.from, zone)}` : '';
  const advice = isMove
    ? 'Please ask us: we look for a time together.'
    : 'Try another consultant or a shorter session.';
  return (
    <EmptyState
      icon="calendar"
      title={`${consultantName} has no free time${from} until ${formatDate(found.to, zone)}`}
    >
      {found.hasLater ? 'There may be some on later days.' : advice}
    </EmptyState>
  );
}

interface ChooserProps {
  slots: SlotView[];
  zone: string;
  onChoose: (slot: SlotView) => void;
}

function Chooser({ slots, zone, onChoose }: ChooserProps) {
  const [wanted, setWanted] = useState<string | null>(null);
  const days = slotsByDay(slots, zone);
  const day = wanted && days.has(wanted) ? wanted : ([...days.keys()][0] ?? '');
  return (
    <Card className="grid gap-8 md:grid-cols-2">
      <MonthGrid
        free={new Map([...days].map(([key, some]) => [key, some.length]))}
        chosen={day}
        onChoose={setWanted}
      />
      <div>
        <SlotList slots={days.get(day) ?? []} zone={zone} onChoose={onChoose} />
        <p className="mt-5 text-xs text-muted">
          All times are in {zoneName(zone, days.get(day)?.[0]?.startsAt ?? new Date())}.
        </p>
      </div>
    </Card>
  );
}

function Loading() {
  return (
    <div role="status">
      <span className="sr-only">Looking for free times…</span>
      <Skeleton className="h-96 w-full" />
    </div>
  );
}
