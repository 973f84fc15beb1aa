import { type ActionsView, type EndingView, type SummaryView } from '@/components/admin/consultations/views';
import { hasRole } from '@/collections/access/roles';
import { decideOutcome, freeCancellationUntil } from '@/consultations/policy';
import { partyOf } from '@/consultations/party';
import { isLive, mayMove, type Status } from '@/consultations/status';
import { type Consultation } from '@/payload-types';
import { now } from '@/platform/clock';
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
    meeting: { state: meeting?.state ?? 'none', joinUrl: meeting?.joinUrl ?? null, passcode: meeting?.passcode ?? null },
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
export function actionsOf(req: PayloadRequest, booking: Consultation): ActionsView | null {
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
  };
}
