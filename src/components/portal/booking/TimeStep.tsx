'use client';
import { useState } from 'react';
import { Button } from '@/components/ui/Button';
import { Card } from '@/components/ui/Card';
import { EmptyState } from '@/components/ui/EmptyState';
import { Notice } from '@/components/ui/Notice';
import { Skeleton } from '@/components/ui/Skeleton';
import { TimezoneSelect } from '@/components/ui/TimezoneSelect';
import { zoneName } from '../format/dates';
import { type SlotView } from '../types';
import { slotsByDay } from './calendarGrid';
import { MonthGrid } from './MonthGrid';
import { SlotList } from './SlotList';
import { useSlots } from './useSlots';

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
  const { found, reload } = useSlots(consultantId, typeId, moving);
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
      {found.state === 'ready' ? <Chooser slots={found.slots} consultantName={consultantName} zone={zone} onChoose={onChoose} /> : null}
    </div>
  );
}

interface ChooserProps {
  slots: SlotView[];
  consultantName: string;
  zone: string;
  onChoose: (slot: SlotView) => void;
}

function Chooser({ slots, consultantName, zone, onChoose }: ChooserProps) {
  const [wanted, setWanted] = useState<string | null>(null);
  const days = slotsByDay(slots, zone);
  const [first] = slots;
  if (!first) {
    return (
      <EmptyState icon="calendar" title={`${consultantName} has no free time in the next two months`}>
        Try another consultant or a shorter session.
      </EmptyState>
    );
  }
  const day = wanted && days.has(wanted) ? wanted : ([...days.keys()][0] ?? '');
  return (
    <Card className="grid gap-8 md:grid-cols-2">
      <MonthGrid free={new Map([...days].map(([key, some]) => [key, some.length]))} chosen={day} onChoose={setWanted} />
      <div>
        <SlotList slots={days.get(day) ?? []} zone={zone} onChoose={onChoose} />
        <p className="mt-5 text-xs text-muted">All times are in {zoneName(zone, days.get(day)?.[0]?.startsAt ?? first.startsAt)}.</p>
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
