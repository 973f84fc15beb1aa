import { type Payload } from 'payload';

import { HostUnavailable } from '@/integrations/zoom/port';
import { zoomProvider } from '@/integrations/zoom/provider';
import { type OutboxRow } from '@/platform/outbox';
import { inTransaction } from '@/platform/transaction';

import { askZoom } from './askZoom';
import { findMade } from './findMade';
import { settleDone, writeMeeting } from './keepMeeting';
import { type Wanted } from './makeMeeting';
import { whenItsTurn } from './oneAtATime';

/** A host that is no more has taken its meetings along. */
async function deleteAtZoom(id: string): Promise<void> {
  try {
    await zoomProvider().deleteMeeting(id);
  } catch (error) {
    if (!(error instanceof HostUnavailable)) throw error;
  }
}

/** The meeting of a cancelled booking goes, known to us or not. */
export async function removeMeeting(payload: Payload, { row, booking, hosts }: Wanted): Promise<void> {
  const known = booking.meeting?.meetingId ? [booking.meeting.meetingId] : [];
  const found = known.length > 0 ? [] : await findMade(hosts, booking.id);
  for (const id of [...known, ...found.map((meeting) => meeting.id)]) await deleteAtZoom(id);
  await inTransaction({ payload, context: { actor: 'system:meetings' } }, async (req) => {
    await writeMeeting(req, booking.id, {
      ...booking.meeting,
      state: 'deleted',
      joinUrl: null,
      passcode: null,
    });
    await settleDone(payload, row, req);
  });
}

/** Deletes a meeting that was one too many. Should it be the own one of a booking that stands, it stays. */
export async function removeSpare(payload: Payload, row: OutboxRow): Promise<void> {
  const id = String(row.data?.meetingId);
  await whenItsTurn(payload, row, () =>
    askZoom(payload, row, async () => {
      const booking = await payload.findByID({
        collection: 'consultations',
        id: row.subject,
        depth: 0,
        overrideAccess: true,
        disableErrors: true,
      });
      const isItsOwn =
        booking !== null && booking.status !== 'cancelled' && booking.meeting?.meetingId === id;
      if (!isItsOwn) await deleteAtZoom(id);
      await settleDone(payload, row);
    }),
  );
}
