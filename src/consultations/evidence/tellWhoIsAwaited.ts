import { type PayloadRequest } from 'payload';

import { callOffWaiting, tellWaiting } from '@/notifications/tellWaiting';
import { type Consultation } from '@/payload-types';
import { now } from '@/platform/clock';

import { isThere } from './attendance';
import { attendanceOf } from './stored';

/** So late nobody is missing yet. */
const PATIENCE_MS = 2 * 60_000;
/** An event that comes later than this says nothing of who is there now. */
const STALE_MS = 10 * 60_000;

/**
 * When one side is there alone, the other is told, a moment after the session has begun: once for each booking version,
 * and not if they come, or the one who waits goes, before the mail has left.
 */
export async function tellWhoIsAwaited(
  req: PayloadRequest,
  booking: Consultation,
  seenAt: Date,
): Promise<void> {
  const rows = attendanceOf(booking);
  const there = { consultant: isThere(rows, 'consultant'), client: isThere(rows, 'client') };
  const isSure = there.consultant !== there.client && !isThere(rows, 'unknown');
  await callOffWaiting(req, booking, isSure ? (there.client ? 'client' : 'consultant') : null);
  const at = now().getTime();
  if (!isSure || at - seenAt.getTime() > STALE_MS || at >= Date.parse(booking.endsAt ?? '')) return;
  await tellWaiting(
    req,
    booking,
    there.client ? 'consultant' : 'client',
    new Date(Math.max(at, Date.parse(booking.startsAt) + PATIENCE_MS)),
  );
}
