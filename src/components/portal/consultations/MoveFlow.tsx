'use client';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/Button';
import { Card } from '@/components/ui/Card';
import { Notice } from '@/components/ui/Notice';
import { StepHeading } from '@/components/ui/StepHeading';
import { TextArea } from '@/components/ui/TextArea';
import { useHasMoved } from '@/components/ui/useHasMoved';
import { TimeStep } from '../booking/TimeStep';
import { formatDay, formatTimeRange, zoneName } from '../format/dates';
import { type ConsultationView, type SlotView } from '../types';
import { useMove } from './useMove';

const LOST = new Set(['SLOT_TAKEN', 'SLOT_UNAVAILABLE']);

/** Another time for a session: choose, see both times, confirm. */
export function MoveFlow({ consultation, timezone }: { consultation: ConsultationView; timezone: string }) {
  const router = useRouter();
  const [zone, setZone] = useState(timezone);
  const [chosen, setChosen] = useState<SlotView | null>(null);
  const step = chosen ? 'confirm' : 'choose';
  const hasMoved = useHasMoved(step);
  const { move, isBusy, problem } = useMove(consultation);

  const confirm = async (event: FormEvent<HTMLFormElement>, slot: SlotView) => {
    event.preventDefault();
    if (isBusy) return;
    const reason = String(new FormData(event.currentTarget).get('reason') ?? '').trim();
    const refused = await move(slot.startsAt, reason);
    if (!refused) router.push(`/consultations/${consultation.id}?moved`);
    else if (LOST.has(refused.code)) setChosen(null);
  };

  return (
    <section className="grid gap-5">
      <StepHeading key={step} takesFocus={hasMoved}>
        {chosen ? 'Is the new time right?' : 'Which time suits you better?'}
      </StepHeading>
      {problem ? (
        <Notice tone="bad" live title="The session was not moved">
          {problem.message}
        </Notice>
      ) : null}
      {chosen ? (
        <form method="post" onSubmit={(event) => void confirm(event, chosen)} className="grid gap-6">
          <Card>
            <dl className="grid gap-4">
              <Time name="Now" at={consultation} zone={zone} gone />
              <Time name="New time" at={chosen} zone={zone} />
            </dl>
          </Card>
          <p className="text-sm text-muted">
            Moving uses no credit. Your link to join stays the same, and your calendar is updated by mail.
          </p>
          <TextArea
            name="reason"
            label="Reason"
            maxLength={500}
            hint={`${consultation.consultantName} will see it.`}
          />
          <div className="flex flex-wrap justify-end gap-3">
            <Button variant="secondary" onClick={() => setChosen(null)} unavailable={isBusy}>
              Choose another time
            </Button>
            <Button type="submit" busy={isBusy}>
              {isBusy ? 'Moving…' : 'Move the session'}
            </Button>
          </div>
        </form>
      ) : (
        <TimeStep
          consultantId={consultation.consultantId}
          consultantName={consultation.consultantName}
          typeId={consultation.typeId}
          moving={consultation.id}
          zone={zone}
          onZone={setZone}
          onChoose={setChosen}
        />
      )}
    </section>
  );
}

function Time({
  name,
  at,
  zone,
  gone = false,
}: {
  name: string;
  at: SlotView;
  zone: string;
  gone?: boolean;
}) {
  return (
    <div className="grid gap-0.5 sm:grid-cols-[8rem_1fr] sm:gap-4">
      <dt className="text-sm text-muted sm:pt-0.5">{name}</dt>
      <dd className={gone ? 'text-muted line-through' : 'font-medium'}>
        <time dateTime={at.startsAt}>
          {formatDay(at.startsAt, zone)},{' '}
          <span className="whitespace-nowrap">{formatTimeRange(at.startsAt, at.endsAt, zone)}</span>
        </time>
        <span className="block text-sm font-normal text-muted">{zoneName(zone, at.startsAt)}</span>
      </dd>
    </div>
  );
}
