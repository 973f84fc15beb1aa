import { type Payload, type PayloadRequest } from 'payload';

import { type Consultation } from '@/payload-types';
import { env } from '@/platform/env';
import { refId } from '@/platform/refs';

/** Who may hold the meeting of a booking, in order: its consultant, where they have a Zoom user, else the fallback. */
export async function hostsOf(
  payload: Payload,
  booking: Pick<Consultation, 'consultant'>,
  req?: PayloadRequest,
): Promise<string[]> {
  const consultant = await payload.findByID({
    collection: 'consultants',
    id: refId(booking.consultant),
    depth: 0,
    overrideAccess: true,
    ...(req ? { req } : {}),
  });
  const hosts = [consultant.zoomHost, env().ZOOM_FALLBACK_HOST].flatMap((host) =>
    host ? [host.toLowerCase()] : [],
  );
  return [...new Set(hosts)];
}
