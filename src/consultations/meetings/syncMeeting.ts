import { type Payload } from 'payload';

import { type OutboxRow } from '@/platform/outbox';

import { askZoom } from './askZoom';
import { hostsOf } from './hosts';
import { keepMeeting, settleDone } from './keepMeeting';
import { clearLostAnswers } from './lostAnswers';
import { makeMeeting, type Wanted } from './makeMeeting';
import { moveMeeting } from './moveMeeting';
import { whenItsTurn } from './oneAtATime';
import { minutesOf, planMeeting } from './planMeeting';
import { removeMeeting } from './removeMeeting';

/**
 * Brings Zoom to where the booking is: a live remote booking has one meeting, at its time, with a host of its
 * consultant; a cancelled one has none; an ended one keeps what it had. It looks at the booking as it is now, not at what
 * the row was written for, so rows may run late, twice or out of order.
 * @throws DomainError PROVIDER_UNAVAILABLE (tried again)
 */
export const syncMeeting = (payload: Payload, row: OutboxRow): Promise<void> => whenItsTurn(payload, row, () => askZoom(payload, row, () => bringThere(payload, row)));

async function bringThere(payload: Payload, row: OutboxRow): Promise<void> {
  const booking = await payload.findByID({ collection: 'consultations', id: row.subject, depth: 0, overrideAccess: true });
  const hosts = await hostsOf(payload, booking);
  const wanted: Wanted = { row, booking, hosts };
  const plan = planMeeting(booking, hosts);
  await clearLostAnswers(payload, booking, plan === 'make' || plan === 'replace' ? hosts : []);
  switch (plan) {
    case 'nothing':
      return settleDone(payload, row);
    case 'make':
      return makeMeeting(payload, wanted);
    case 'replace':
      // The new one first, then the old one goes: at no moment is there none.
      return makeMeeting(payload, wanted, booking.meeting?.meetingId);
    case 'move':
      return moveMeeting(payload, wanted);
    case 'tell':
      return keepMeeting(payload, row, asStored(booking));
    case 'remove':
      return removeMeeting(payload, wanted);
  }
}

function asStored({ meeting, startsAt, endsAt }: Wanted['booking']): Parameters<typeof keepMeeting>[2] {
  const { meetingId, host, joinUrl, passcode } = meeting ?? {};
  return { id: meetingId ?? '', host: host ?? '', joinUrl: joinUrl ?? '', passcode: passcode ?? null, startsAt: new Date(startsAt), minutes: minutesOf({ startsAt, endsAt }) };
}
