import { type Payload } from 'payload';

import { type OutboxRow } from '@/platform/outbox';

import { askZoom } from './askZoom';
import { hostsOf } from './hosts';
import { asStored, keepMeeting, settleDone } from './keepMeeting';
import { clearLostAnswers } from './lostAnswers';
import { makeMeeting, type Wanted } from './makeMeeting';
import { moveMeeting } from './moveMeeting';
import { whenItsTurn } from './oneAtATime';
import { type MeetingPlan, planMeeting } from './planMeeting';
import { preferFirst } from './preferFirst';
import { removeMeeting } from './removeMeeting';

/**
 * Brings Zoom to where the booking is: a live remote booking has one meeting, at its time, with a host of its
 * consultant; a cancelled one has none; an ended one keeps what it had. It looks at the booking as it is now,
 * not at what the row was written for, so rows may run late, twice or out of order.
 * @throws DomainError PROVIDER_UNAVAILABLE (tried again)
 */
export const syncMeeting = (payload: Payload, row: OutboxRow): Promise<void> =>
  whenItsTurn(payload, row, () => askZoom(payload, row, () => bringThere(payload, row)));

async function bringThere(payload: Payload, row: OutboxRow): Promise<void> {
  const booking = await payload.findByID({
    collection: 'consultations',
    id: row.subject,
    depth: 0,
    overrideAccess: true,
  });
  const hosts = await hostsOf(payload, booking);
  const wanted: Wanted = { row, booking, hosts };
  const plan = planMeeting(booking, hosts);
  await clearLostAnswers(payload, booking, lookedAt(plan, hosts));
  switch (plan) {
    case 'nothing':
      return settleDone(payload, row);
    case 'make':
      return makeMeeting(payload, wanted);
    case 'replace':
      // The new one first, then the old one goes: at no moment is there none.
      return makeMeeting(payload, wanted, booking.meeting?.meetingId);
    case 'prefer':
      return preferFirst(payload, wanted);
    case 'move':
      return moveMeeting(payload, wanted);
    case 'tell':
      return keepMeeting(payload, wanted, asStored(booking));
    case 'remove':
      return removeMeeting(payload, wanted);
  }
}

/** The hosts on which a plan looks itself for what was made before. */
function lookedAt(plan: MeetingPlan, hosts: readonly string[]): readonly string[] {
  if (plan === 'prefer') return hosts.slice(0, 1);
  return plan === 'make' || plan === 'replace' ? hosts : [];
}
