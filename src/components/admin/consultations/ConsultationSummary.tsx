import { type ReactNode } from 'react';

import { creditCount } from '@/components/portal/format/credits';

import { Facts } from '../ui/Facts';
import { localSpan, utcInstant, utcSpan } from '../ui/instant';
import { Notice } from '../ui/Notice';
import { StatePill } from '../ui/StatePill';
import { toneOf } from '../ui/tone';
import { MeetingFact } from './MeetingFact';
import { type SummaryView } from './views';

interface Props {
  view: SummaryView;
  /** The buttons, for those who may use them. */
  children?: ReactNode;
}

const linked = ({ name, href }: { name: string; href: string | null }): ReactNode =>
  href ? <a href={href}>{name}</a> : name;

/** The top of a session's record: when, who, where, what it costs, and how it ended. */
export function ConsultationSummary({ view, children }: Props) {
  const { client, consultant, startsAt, endsAt } = view;
  return (
    <section className="adm-summary" aria-label="Session">
      <header>
        <div>
          <StatePill state={view.status} />
          <h2>{utcSpan(startsAt, endsAt)}</h2>
          <p className="adm-muted">
            {client.name}: {localSpan(startsAt, endsAt, client.timezone)}
            <br />
            {consultant.name}: {localSpan(startsAt, endsAt, consultant.timezone)}
          </p>
        </div>
        {children}
      </header>
      {view.outcome && (
        <Notice tone={toneOf(view.status) === 'good' ? 'good' : 'info'}>
          {view.outcome.explanation}{' '}
          <span className="adm-muted">
            Decided by {view.outcome.by}, {utcInstant(view.outcome.at)}.
          </span>
        </Notice>
      )}
      <Facts
        facts={[
          { label: 'Client', value: linked(client) },
          { label: 'Consultant', value: linked(consultant) },
          { label: 'Type', value: `${view.type}, ${creditCount(view.credits)}` },
          {
            label: 'Where',
            value:
              view.mode === 'remote' ? (
                <MeetingFact meeting={view.meeting} isOver={view.outcome !== null} />
              ) : (
                (view.location ?? 'In person')
              ),
          },
          {
            label: view.isFreeOver ? 'Free cancellation ended' : 'Client may cancel freely until',
            value: view.outcome ? null : utcInstant(view.freeUntil),
          },
          { label: 'Reason', value: view.reason },
          { label: 'Topic', value: view.topic },
          { label: 'Booked by', value: view.bookedBy },
          { label: 'Notes', value: view.notes, isWide: true },
        ]}
      />
    </section>
  );
}
