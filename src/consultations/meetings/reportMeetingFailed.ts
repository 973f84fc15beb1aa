import { type Payload } from 'payload';

import { openCase } from '@/platform/cases';
import { type WorkRow } from '@/platform/queue';
import { refId } from '@/platform/refs';
import { inTransaction } from '@/platform/transaction';

/**
 * Zoom could not be brought to where a booking is, however often it was tried: the booking says so, and staff
 * are told.
 */
export async function reportMeetingFailed(payload: Payload, row: WorkRow): Promise<void> {
  const id = String(row.subject);
  await inTransaction({ payload, context: { actor: 'system:meetings' } }, async (req) => {
    const booking = await req.payload.findByID({
      collection: 'consultations',
      id,
      depth: 0,
      overrideAccess: true,
      disableErrors: true,
      req,
    });
    if (row.kind === 'meeting.sync' && booking?.meeting?.state === 'pending') {
      await req.payload.update({
        collection: 'consultations',
        id,
        depth: 0,
        overrideAccess: true,
        req,
        data: { meeting: { ...booking.meeting, state: 'failed' } },
      });
    }
    await openCase(req, {
      key: `meeting:${String(row.key)}`,
      kind: 'meeting-not-made',
      title: `Zoom could not be asked about the session ${booking?.title ?? id}`,
      suggestion: 'Check the Zoom account, then make or remove the meeting by hand and tell both people.',
      ...(booking ? { client: refId(booking.client), consultation: id } : {}),
      facts: { effect: row.key, error: row.error ?? null },
    });
  });
}
