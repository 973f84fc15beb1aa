import { type ActionsView, type CorrectionView, type EndingView, type MoveView, type SummaryView } from '@/components/admin/consultations/views';
import { hasRole } from '@/collections/access/roles';
import { shownJoinUrl } from '@/consultations/joinLink';
import { decideOutcome, freeCancellationUntil } from '@/consultations/policy';
import { partyOf } from '@/consultations/party';
import { CORRECTION_HOURS, type HeldOutcome, isLive, mayCorrect, mayMove, type Status } from '@/consultations/status';
import { type Consultation } from '@/payload-types';
import { now } from '@/platform/clock';
import { refId } from '@/platform/refs';
import { type PayloadRequest } from 'payload';

import { clientPerson, consultantPerson, nameOf } from '../people';

/** The top of the record, in words and links. */
export function summaryOf(booking: Consultation): SummaryView {
  const { outcome, meeting, policy } = booking;
  const client = clientPerson(booking.client);
  const freeUntil = freeCancellationUntil(new Date(booking.startsAt), { noticeHours: policy?.noticeHours ?? 0 }).toISOString();
  return {
    status: booking.status,
    startsAt: booking.startsAt,
    endsAt: booking.endsAt ?? booking.startsAt,
    client: { ...client, timezone: booking.timezone || client.timezone },
    consultant: consultantPerson(booking.consultant),
    type: nameOf(booking.type),
    mode: booking.mode,
    location: booking.location ?? null,
    credits: booking.credits ?? 0,
    freeUntil,
    isFreeOver: freeUntil < now().toISOString(),
    topic: booking.topic ?? null,
    notes: booking.notes ?? null,
    meeting: { state: meeting?.state ?? 'none', joinUrl: shownJoinUrl(booking), passcode: meeting?.state === 'ready' ? (meeting.passcode ?? null) : null },
    reason: booking.reason ?? null,
    outcome: outcome?.explanation ? { explanation: outcome.explanation, by: outcome.by ?? 'the product', at: outcome.at ?? booking.updatedAt } : null,
    bookedBy: null,
  };
}

const ENDINGS: Record<EndingView['to'], Exclude<Status, 'booked' | 'in_progress' | 'cancelled'>> = {
  completed: 'completed',
  client: 'client_no_show',
  consultant: 'consultant_no_show',
  technical: 'technical_failure',
};

/** What the one who looks may do with the session now, by the table the commands judge with; null for nothing. */
export function actionsOf(req: PayloadRequest, booking: Consultation, consultants: MoveView['consultants']): ActionsView | null {
  if (!hasRole(req, ['owner', 'ops', 'consultant']) || !isLive(booking.status)) return null;
  const by = partyOf(req);
  const at = now();
  const startsAt = new Date(booking.startsAt);
  const rules = { by, policy: { noticeHours: booking.policy?.noticeHours ?? 0 }, startsAt, now: at };
  const possible = Object.entries(ENDINGS).filter(([, to]) => mayMove(booking.status, to, by));
  return {
    id: booking.id,
    version: booking.version ?? 1,
    canCancel: mayMove(booking.status, 'cancelled', by),
    isBeforeStart: at < startsAt,
    startsAt: booking.startsAt,
    endings: possible.map(([party, to]) => ({ to: party as EndingView['to'], explanation: decideOutcome({ to, ...rules }).explanation })),
    move: hasRole(req, ['owner', 'ops']) && booking.status === 'booked' ? { consultant: refId(booking.consultant), type: refId(booking.type), zone: booking.timezone ?? 'UTC', consultants } : null,
  };
}

const OUTCOME_WORDS: Record<HeldOutcome, string> = {
  completed: 'It took place',
  client_no_show: 'The client did not come',
  consultant_no_show: 'The consultant did not come',
  technical_failure: 'Technical failure',
};

/** What the outcome of an ended session may be changed to by the one who looks; null when it is settled. */
export function correctionOf(req: PayloadRequest, booking: Consultation): CorrectionView | null {
  const decidedAt = new Date(booking.outcome?.at ?? 0);
  const at = now();
  if (!hasRole(req, ['owner', 'ops'])) return null;
  const by = partyOf(req);
  const rules = { by, policy: { noticeHours: booking.policy?.noticeHours ?? 0 }, startsAt: new Date(booking.startsAt), now: at };
  const possible = (Object.keys(OUTCOME_WORDS) as HeldOutcome[]).filter((to) => mayCorrect({ from: booking.status, to, by, decidedAt, now: at }));
  if (possible.length === 0) return null;
  return {
    id: booking.id,
    version: booking.version ?? 1,
    until: new Date(decidedAt.getTime() + CORRECTION_HOURS * 3_600_000).toISOString(),
    outcomes: possible.map((to) => {
      const { explanation, credits } = decideOutcome({ to, ...rules });
      return { to, label: OUTCOME_WORDS[to], explanation, movesCredit: credits !== booking.outcome?.credits };
    }),
  };
}
