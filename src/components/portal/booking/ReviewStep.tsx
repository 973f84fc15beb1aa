'use client';
import Link from 'next/link';
import { useState, type FormEvent, type ReactNode } from 'react';
import { Button } from '@/components/ui/Button';
import { Card } from '@/components/ui/Card';
import { cx } from '@/components/ui/cx';
import { Notice } from '@/components/ui/Notice';
import { TextArea } from '@/components/ui/TextArea';
import { TextField } from '@/components/ui/TextField';
import { isUncertain, type Problem } from '../api';
import { MODE_WORDS, policyText } from '../consultations/statusWords';
import { creditCount } from '../format/credits';
import { formatDay, formatTimeRange, zoneName } from '../format/dates';
import { type ConsultantView, type ConsultationTypeView, type ConsultationView, type Mode } from '../types';
import { useBook } from './useBook';

interface Props {
  consultant: ConsultantView;
  type: ConsultationTypeView;
  mode: Mode;
  startsAt: string;
  zone: string;
  available: number;
  onBooked: (consultation: ConsultationView) => void;
  /** The time is gone: choose another. */
  onSlotGone: (message: string) => void;
}

const GONE =
  'That time has just been taken. Here are the times that are still free. If you pressed twice, look ' +
  'among your consultations first.';

/** Everything that will happen, before it does. */
export function ReviewStep({
  consultant,
  type,
  mode,
  startsAt,
  zone,
  available,
  onBooked,
  onSlotGone,
}: Props) {
  const { book, isBusy } = useBook();
  const [problem, setProblem] = useState<Problem | null>(null);
  const endsAt = new Date(Date.parse(startsAt) + type.minutes * 60_000);
  const after = available - type.credits;

  // Not awaited by the form: `book` answers with a problem where it could throw.
  const confirm = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isBusy) return;
    const given = new FormData(event.currentTarget);
    setProblem(null);
    const answer = await book({
      consultantId: consultant.id,
      typeId: type.id,
      startsAt,
      mode,
      timezone: zone,
      topic: textOf(given.get('topic')),
      notes: textOf(given.get('notes')),
    });
    if (answer.ok) onBooked(answer.consultation);
    else if (answer.problem.code === 'SLOT_TAKEN') onSlotGone(GONE);
    else if (answer.problem.code === 'SLOT_UNAVAILABLE') onSlotGone(answer.problem.message);
    else setProblem(answer.problem);
  };

  return (
    <form
      method="post"
      onSubmit={(event) => void confirm(event)}
      className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]"
    >
      <Card className="grid gap-6">
        <dl className="grid gap-4">
          <Row name="With">{consultant.name}</Row>
          <Row name="Session">{type.name}</Row>
          <Row name="When">
            <time dateTime={startsAt}>
              {formatDay(startsAt, zone)},{' '}
              <span className="whitespace-nowrap">{formatTimeRange(startsAt, endsAt, zone)}</span>
            </time>
            <span className="block text-sm text-muted">{zoneName(zone, startsAt)}</span>
          </Row>
          <Row name="Where">{mode === 'in_person' && type.address ? type.address : MODE_WORDS[mode]}</Row>
        </dl>
        <div className="grid gap-5 border-t border-line pt-6">
          <TextField
            name="topic"
            label="Topic"
            maxLength={200}
            hint="One line, so that your consultant can prepare."
          />
          <TextArea name="notes" label="Notes for your consultant" maxLength={2000} />
        </div>
      </Card>
      <Card className="grid gap-5">
        <h3 className="text-lg font-semibold">Your credits</h3>
        <dl className="grid gap-2 text-sm">
          <Sum name="Available now" value={creditCount(available)} />
          <Sum name="This session" value={`− ${creditCount(type.credits)}`} />
          <Sum name="Available after" value={after >= 0 ? creditCount(after) : 'not enough'} isTotal />
        </dl>
        <p className="text-sm text-muted">
          The {type.credits === 1 ? 'credit is' : 'credits are'} set aside now and used when the session has
          taken place. {policyText(type)}
        </p>
        {after < 0 ? <NotEnough /> : null}
        {problem ? <Refusal problem={problem} /> : null}
        <Button type="submit" size="lg" busy={isBusy} unavailable={after < 0} className="w-full">
          {isBusy ? 'Booking…' : 'Confirm booking'}
        </Button>
      </Card>
    </form>
  );
}

function Refusal({ problem }: { problem: Problem }): ReactNode {
  if (problem.code === 'INSUFFICIENT_CREDITS') return <NotEnough live />;
  if (problem.code === 'UNAUTHENTICATED') {
    const next = encodeURIComponent(window.location.pathname + window.location.search);
    return (
      <Notice tone="bad" live title="Your session has ended">
        <Link href={`/login?next=${next}`}>Sign in again</Link>, and you are back here.
      </Notice>
    );
  }
  if (isUncertain(problem)) {
    return (
      <Notice tone="bad" live title="We did not get an answer">
        {problem.message} You can press the button again: the session cannot be booked twice.
      </Notice>
    );
  }
  return (
    <Notice tone="bad" live title="The session could not be booked">
      {problem.message}
    </Notice>
  );
}

function NotEnough({ live = false }: { live?: boolean }) {
  return (
    <Notice tone="warn" live={live} title="There are not enough credits for this session">
      Credits must also be valid on the day of the session. <Link href="/packages">Buy a package</Link>, then
      come back.
    </Notice>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid gap-0.5 sm:grid-cols-[7rem_1fr] sm:gap-4">
      <dt className="text-sm text-muted sm:pt-0.5">{name}</dt>
      <dd className="font-medium">{children}</dd>
    </div>
  );
}

function Sum({ name, value, isTotal = false }: { name: string; value: string; isTotal?: boolean }) {
  return (
    <div className={cx('flex justify-between gap-4', isTotal && 'border-t border-line pt-2 font-semibold')}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function textOf(value: FormDataEntryValue | null): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
