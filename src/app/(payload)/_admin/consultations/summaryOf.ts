import {
  type ActionsView,
  type CorrectionView,
  type EndingView,
  type MoveView,
  type SummaryView,
} from '@/components/admin/consultations/views';
import { hasRole } from '@/collections/access/roles';
import { firstDecidedAt, noteOf } from '@/consultations/decisions';
import { foresee } from '@/consultations/foresee';
import { policyOf } from '@/consultations/lateReturn';
import { freeCancellationUntil } from '@/consultations/policy';
import { partyOf } from '@/consultations/party';
import {
  correctableUntil,
  type HeldOutcome,
  isLive,
  mayCorrect,
  mayMove,
  type Status,
} from '@/consultations/status';
import { shownJoinUrl } from '@/notifications/joinLink';
import { type Consultation } from '@/payload-types';
import { now } from '@/platform/clock';
import { refId } from '@/platform/refs';
import { type PayloadRequest } from 'payload';

import { clientPerson, consultantPerson, nameOf } from '../people';

/** The top of the record, in words and links. */
export function summaryOf(booking: Consultation): SummaryView {
  const { outcome, meeting } = booking;
  const client = clientPerson(booking.client);
  const freeUntil = freeCancellationUntil(new Date(booking.startsAt), policyOf(booking)).toISOString();
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
    meeting: {
      state: meeting?.state ?? 'none',
      joinUrl: shownJoinUrl(booking),
      passcode: meeting?.state === 'ready' ? (meeting.passcode ?? null) : null,
    },
    reason: booking.reason ?? noteOf(booking) ?? null,
    outcome: outcome?.explanation
      ? {
          explanation: outcome.explanation,
          by: outcome.by ?? 'the product',
          at: outcome.at ?? booking.updatedAt,
        }
      : null,
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
export async function actionsOf(
  req: PayloadRequest,
  booking: Consultation,
  consultants: MoveView['consultants'],
): Promise<ActionsView | null> {
  if (!hasRole(req, ['owner', 'ops', 'consultant']) || !isLive(booking.status)) return null;
  const by = partyOf(req);
  const at = now();
  const startsAt = new Date(booking.startsAt);
  const possible = Object.entries(ENDINGS).filter(([, to]) => mayMove(booking.status, to, by));
  const endings = possible.map(async ([party, to]) => ({
    to: party as EndingView['to'],
    explanation: (await foresee(req, booking, { to, by, at })).explanation,
  }));
  return {
    id: booking.id,
    version: booking.version ?? 1,
    canCancel: mayMove(booking.status, 'cancelled', by),
    isBeforeStart: at < startsAt,
    startsAt: booking.startsAt,
    endings: await Promise.all(endings),
    move:
      hasRole(req, ['owner', 'ops']) && booking.status === 'booked'
        ? {
            consultant: refId(booking.consultant),
            type: refId(booking.type),
            zone: booking.timezone ?? 'UTC',
            consultants,
          }
        : null,
  };
}

const OUTCOME_WORDS: Record<HeldOutcome, string> = {
  completed: 'It took place',
  client_no_show: 'The client did not come',
  consultant_no_show: 'The consultant did not come',
  technical_failure: 'Technical failure',
};

/** What the outcome of an ended session may be changed to by the one who looks; null when it is settled. */
export async function correctionOf(
  req: PayloadRequest,
  booking: Consultation,
): Promise<CorrectionView | null> {
  const decidedAt = firstDecidedAt(booking);
  const at = now();
  if (!hasRole(req, ['owner', 'ops'])) return null;
  const by = partyOf(req);
  const possible = (Object.keys(OUTCOME_WORDS) as HeldOutcome[]).filter((to) =>
    mayCorrect({ from: booking.status, to, by, decidedAt, now: at }),
  );
  if (possible.length === 0) return null;
  const outcomes = possible.map(async (to) => {
    const { explanation, credits } = await foresee(req, booking, { to, by, at });
    return { to, label: OUTCOME_WORDS[to], explanation, movesCredit: credits !== booking.outcome?.credits };
  });
  return {
    id: booking.id,
    version: booking.version ?? 1,
    until: correctableUntil(decidedAt).toISOString(),
    outcomes: await Promise.all(outcomes),
  };
}
