import { ObjectId } from 'mongodb';
import { type Payload, type PayloadRequest } from 'payload';

import { type Consultation } from '@/payload-types';
import { refId } from '@/platform/refs';
import { readLink } from '@/platform/signedLink';

/** What became of a link to give feedback. `closed`: the session did not take place after all. */
export type InvitationState = 'open' | 'given' | 'closed' | 'expired' | 'invalid';

export interface Invitation {
  state: Exclude<InvitationState, 'invalid'>;
  booking: Consultation;
}

/** The session a link asks about, and whether it may still be answered; null when the link is not ours. */
export async function readInvitation(
  payload: Payload,
  token: string,
  req?: PayloadRequest,
): Promise<Invitation | null> {
  const link = readLink('feedback', token);
  if (!link || !ObjectId.isValid(link.subject)) return null;
  const booking = await payload.findByID({
    collection: 'consultations',
    id: link.subject,
    depth: 0,
    overrideAccess: true,
    disableErrors: true,
    req,
  });
  if (!booking) return null;
  const given = await payload.count({
    collection: 'session-feedback',
    where: { consultation: { equals: booking.id } },
    overrideAccess: true,
    req,
  });
  if (given.totalDocs > 0) return { state: 'given', booking };
  if (booking.status !== 'completed') return { state: 'closed', booking };
  return { state: link.isExpired ? 'expired' : 'open', booking };
}

/** What the page of a link may show to whoever holds it. */
export interface InvitationPage {
  state: InvitationState;
  session: { name: string; consultantName: string; startsAt: string; timezone: string } | null;
}

export async function invitationPage(payload: Payload, token: string): Promise<InvitationPage> {
  const invitation = await readInvitation(payload, token);
  if (!invitation) return { state: 'invalid', session: null };
  const { state, booking } = invitation;
  if (state !== 'open') return { state, session: null };
  const read = { depth: 0, overrideAccess: true } as const;
  const [type, consultant] = await Promise.all([
    payload.findByID({ collection: 'consultation-types', id: refId(booking.type), ...read }),
    payload.findByID({ collection: 'consultants', id: refId(booking.consultant), ...read }),
  ]);
  const session = {
    name: type.name,
    consultantName: consultant.name,
    startsAt: booking.startsAt,
    timezone: booking.timezone ?? 'UTC',
  };
  return { state, session };
}
