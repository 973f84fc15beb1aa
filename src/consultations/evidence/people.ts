import { type PayloadRequest } from 'payload';

import { type Consultation } from '@/payload-types';
import { refId } from '@/platform/refs';

import { type People } from './roleOf';

/** Who is expected at a session, as Zoom may know them. */
export async function peopleOf(req: PayloadRequest, booking: Consultation): Promise<People> {
  const read = { depth: 0, overrideAccess: true, req } as const;
  const consultant = await req.payload.findByID({
    collection: 'consultants',
    id: refId(booking.consultant),
    ...read,
  });
  const client = await req.payload.findByID({ collection: 'clients', id: refId(booking.client), ...read });
  const host = booking.meeting?.host ?? '';
  return {
    host,
    hasOwnHost: Boolean(consultant.zoomHost) && consultant.zoomHost?.toLowerCase() === host.toLowerCase(),
    consultant: {
      name: consultant.name,
      emails: [consultant.email, consultant.zoomHost ?? ''].filter(Boolean),
    },
    client: { name: `${client.firstName} ${client.lastName}`, email: client.email },
  };
}
