'use client';
import { useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/components/ui/Button';
import { Notice } from '@/components/ui/Notice';
import { StepHeading } from '@/components/ui/StepHeading';
import { Steps } from '@/components/ui/Steps';
import { useHasMoved } from '@/components/ui/useHasMoved';
import { formatDay, formatTime } from '../format/dates';
import { type ConsultantView, type ConsultationTypeView, type ConsultationView } from '../types';
import { BookedPanel } from './BookedPanel';
import { ConsultantStep } from './ConsultantStep';
import { ReviewStep } from './ReviewStep';
import {
  BOOKING_STEPS,
  bookingPath,
  readSelection,
  stepOf,
  type BookingStep,
  type Selection,
} from './selection';
import { TimeStep } from './TimeStep';
import { TypeStep } from './TypeStep';

interface Props {
  consultants: ConsultantView[];
  types: ConsultationTypeView[];
  available: number;
  timezone: string;
}

const NAMES = ['Consultant', 'Session', 'Day and time', 'Confirm'];
const TITLES: Record<BookingStep, string> = {
  consultant: 'Who would you like to speak with?',
  type: 'How long shall it be?',
  time: 'When does it suit you?',
  review: 'Is everything right?',
};

/** Consultant, session, time, confirmation. The choices live in the address. */
export function BookingFlow({ consultants, types, available, timezone }: Props) {
  const selection = readSelection(useSearchParams(), { consultants, types });
  const step = stepOf(selection);
  const hasMoved = useHasMoved(step);
  const [zone, setZone] = useState(timezone);
  const [slotProblem, setSlotProblem] = useState<string | null>(null);
  const [booked, setBooked] = useState<ConsultationView | null>(null);

  const { consultant, type, mode, startsAt } = selection;
  const chosen = { consultant: consultant?.id, type: type?.id, mode };
  const go = (path: string) => {
    setSlotProblem(null);
    window.history.pushState(null, '', path);
  };
  const finish = (consultation: ConsultationView) => {
    setBooked({ ...consultation, typeName: type?.name ?? '', consultantName: consultant?.name ?? '' });
    // Back, or a reload, must not lead to confirming a second time.
    window.history.replaceState(null, '', `/book?booked=${consultation.id}`);
  };
  const loseSlot = (message: string) => {
    window.history.replaceState(null, '', bookingPath(chosen));
    setSlotProblem(message);
  };

  if (booked) return <BookedPanel consultation={booked} zone={zone} />;
  return (
    <div className="grid gap-7">
      <Steps names={NAMES} current={BOOKING_STEPS.indexOf(step)} label="Progress of your booking" />
      <Chosen selection={selection} zone={zone} onChange={go} />
      <section className="grid gap-5">
        <StepHeading key={step} takesFocus={hasMoved}>
          {TITLES[step]}
        </StepHeading>
        {slotProblem ? (
          <Notice tone="bad" live>
            {slotProblem}
          </Notice>
        ) : null}
        {step === 'consultant' ? (
          <ConsultantStep
            consultants={consultants}
            onChoose={({ id }) =>
              go(bookingPath({ consultant: id, type: type?.id, mode: type ? mode : undefined }))
            }
          />
        ) : null}
        {step === 'type' ? (
          <TypeStep
            types={types}
            available={available}
            onChoose={({ id }, wanted) =>
              go(bookingPath({ consultant: consultant?.id, type: id, mode: wanted }))
            }
          />
        ) : null}
        {step === 'time' && consultant && type ? (
          <TimeStep
            key={`${consultant.id} ${type.id}`}
            consultantId={consultant.id}
            consultantName={consultant.name}
            typeId={type.id}
            zone={zone}
            onZone={setZone}
            onChoose={(slot) => go(bookingPath({ ...chosen, start: slot.startsAt }))}
          />
        ) : null}
        {step === 'review' && consultant && type && startsAt ? (
          <ReviewStep
            consultant={consultant}
            type={type}
            mode={mode}
            startsAt={startsAt}
            zone={zone}
            available={available}
            onBooked={finish}
            onSlotGone={loseSlot}
          />
        ) : null}
      </section>
    </div>
  );
}

/** What is chosen, each with a way to choose again. */
function Chosen({
  selection,
  zone,
  onChange,
}: {
  selection: Selection;
  zone: string;
  onChange: (path: string) => void;
}) {
  const { consultant, type, mode, startsAt } = selection;
  const rows: { name: string; value: string; change: string }[] = [];
  if (consultant)
    rows.push({
      name: 'Consultant',
      value: consultant.name,
      change: bookingPath({ type: type?.id, mode: type ? mode : undefined }),
    });
  if (consultant && type)
    rows.push({ name: 'Session', value: type.name, change: bookingPath({ consultant: consultant.id }) });
  if (consultant && type && startsAt) {
    rows.push({
      name: 'Time',
      value: `${formatDay(startsAt, zone, 'short')}, ${formatTime(startsAt, zone)}`,
      change: bookingPath({ consultant: consultant.id, type: type.id, mode }),
    });
  }
  if (rows.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-3" aria-label="Chosen so far">
      {rows.map(({ name, value, change }) => (
        <li
          key={name}
          className="flex items-center gap-2 rounded-control border border-line bg-surface py-1 pr-1 pl-4 text-sm"
        >
          <span className="font-semibold">{value}</span>
          <Button variant="quiet" size="sm" onClick={() => onChange(change)}>
            Change<span className="sr-only"> {name.toLowerCase()}</span>
          </Button>
        </li>
      ))}
    </ul>
  );
}
