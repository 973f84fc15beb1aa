import { type PayloadRequest } from 'payload';

import { roleOf } from '@/collections/access/roles';
import { DeadLetterActions } from '@/components/admin/operations/DeadLetterActions';
import { Facts, type Fact } from '@/components/admin/ui/Facts';
import { recordPath } from '@/components/admin/ui/adminPath';
import { utcInstant } from '@/components/admin/ui/instant';
import { Notice } from '@/components/admin/ui/Notice';
import { StatePill } from '@/components/admin/ui/StatePill';
import { mayRunAgain } from '@/operations/deadLetters/runAgain';
import { DEAD, REFUND, SET_ASIDE } from '@/operations/deadLetters/states';
import { type InboxEvent, type Outbox } from '@/payload-types';

import { asUser } from '../asUser';
import { type OfRecord } from '../ofRecord';

interface Work {
  id: string;
  kind: string | null;
  title: string;
  state: string;
  error: string | null;
  facts: Fact[];
}

const workOf = (
  {
    id,
    state,
    error,
    ...row
  }: Pick<InboxEvent | Outbox, 'id' | 'state' | 'error'> & { kind?: string | null },
  title: string,
  facts: Work['facts'],
): Work => ({ id, kind: row.kind ?? null, title, state: state ?? '', error: error ?? null, facts });
const when = (instant: string | null | undefined): string | null => (instant ? utcInstant(instant) : null);

/**
 * What the product owes the outside, in the words of staff, and the record it is about, where there is one
 * for certain.
 */
const EFFECTS: Record<string, { title: string; subject: string; about?: 'consultations' | 'payments' }> = {
  'meeting.sync': { title: 'The Zoom meeting of a session', subject: 'Session', about: 'consultations' },
  'meeting.remove': { title: 'Removing a Zoom meeting that nobody needs', subject: 'Made for session' },
  'payment.refund': { title: 'A refund at Stripe', subject: 'Payment', about: 'payments' },
};

function subjectOf(kind: string, subject: string | null | undefined): Fact {
  const effect = EFFECTS[kind];
  const label = effect?.subject ?? 'For';
  if (!effect?.about || !subject) return { label, value: subject ?? null };
  return { label, value: <a href={recordPath(effect.about, subject)}>Open the record</a> };
}

const READ = {
  async outbox(req: PayloadRequest, id: string): Promise<Work | null> {
    const row = await req.payload.findByID({
      collection: 'outbox',
      id,
      depth: 0,
      disableErrors: true,
      ...asUser(req),
    });
    return (
      row &&
      workOf(row, EFFECTS[row.kind ?? '']?.title ?? row.kind ?? row.key, [
        subjectOf(row.kind ?? '', row.subject),
        { label: 'Done', value: when(row.doneAt) },
        { label: 'Next try', value: row.doneAt ? null : when(row.dueAt) },
        { label: 'Attempts', value: row.attempts ?? 0 },
      ])
    );
  },
  async 'inbox-events'(req: PayloadRequest, id: string): Promise<Work | null> {
    const row = await req.payload.findByID({
      collection: 'inbox-events',
      id,
      depth: 0,
      disableErrors: true,
      ...asUser(req),
    });
    return (
      row &&
      workOf(row, `${row.provider} ${row.type ?? ''}`, [
        { label: 'Received', value: when(row.receivedAt) },
        { label: 'Processed', value: when(row.processedAt) },
        { label: 'Result', value: row.note ?? null },
        { label: 'Attempts', value: row.attempts ?? 0 },
      ])
    );
  },
};

/** A piece of work of the machine room: how it went, and for one that was given up the way back. */
async function WorkPanel({ id, req, queue, what }: OfRecord & { queue: keyof typeof READ; what: string }) {
  const work = id ? await READ[queue](req, String(id)) : null;
  if (!work) return null;
  const dead: readonly string[] = DEAD[queue].dead;
  const isDead = dead.includes(work.state);
  return (
    <section className="adm-summary" aria-label="Work">
      <header>
        <div>
          <StatePill state={work.state} />
          <h2>{work.title}</h2>
        </div>
        {(isDead || work.state === SET_ASIDE) && mayRunAgain(roleOf(req), work.kind) && (
          <div className="adm-actions">
            <DeadLetterActions
              queue={queue}
              id={work.id}
              what={what}
              canSetAside={isDead && work.kind !== REFUND}
            />
          </div>
        )}
      </header>
      {work.error && <Notice tone={isDead ? 'bad' : 'info'}>{work.error}</Notice>}
      <Facts facts={work.facts} />
    </section>
  );
}

export const OutboxPanel = (props: OfRecord) => <WorkPanel {...props} queue="outbox" what="effect" />;
export const InboxPanel = (props: OfRecord) => <WorkPanel {...props} queue="inbox-events" what="webhook" />;
