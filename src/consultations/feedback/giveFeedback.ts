import { type Payload, type PayloadRequest } from 'payload';

import { cleanText } from '@/emails/values';
import { DomainError, isDomainError } from '@/platform/errors';
import { type Keep } from '@/platform/idempotency';
import { refId } from '@/platform/refs';
import { inTransaction } from '@/platform/transaction';

import { type Invitation, readInvitation } from './readInvitation';

export const MAX_COMMENT = 2000;

export interface Feedback {
  token: string;
  /** 1 to 5. */
  rating: number;
  comment?: string;
}

interface Commanded {
  payload: Payload;
  keep?: Keep;
}

const WHY_NOT: Record<Exclude<Invitation['state'], 'open'>, string> = {
  given: 'Feedback on this session has been given already. Thank you.',
  closed: 'This session is not open for feedback.',
  expired: 'This link has expired.',
};

const refusal = (state: keyof typeof WHY_NOT): DomainError =>
  new DomainError('INVALID_TRANSITION', { message: WHY_NOT[state] });

/**
 * Keeps what a client thinks of a session, once and for good. The link says which session; nobody signs in.
 * @throws DomainError NOT_FOUND, INVALID_TRANSITION
 */
export async function giveFeedback(
  { payload, keep }: Commanded,
  { token, rating, comment = '' }: Feedback,
): Promise<{ rating: number }> {
  const command = async (req: PayloadRequest): Promise<{ rating: number }> => {
    const invitation = await readInvitation(payload, token, req);
    if (!invitation) throw new DomainError('NOT_FOUND', { message: 'This link is not valid.' });
    if (invitation.state !== 'open') throw refusal(invitation.state);
    const { booking } = invitation;
    const subject = {
      consultation: booking.id,
      client: refId(booking.client),
      consultant: refId(booking.consultant),
    };
    await payload.create({
      collection: 'session-feedback',
      data: { ...subject, rating, comment: cleanText(comment, MAX_COMMENT) || null },
      depth: 0,
      overrideAccess: true,
      req,
    });
    const answer = { rating };
    await keep?.(req, { status: 201, body: answer });
    return answer;
  };
  try {
    return await inTransaction({ payload, context: { actor: 'system:feedback-link' } }, command);
  } catch (error) {
    if (isDomainError(error)) throw error;
    // Two at once: the index let one of them in.
    throw (await readInvitation(payload, token))?.state === 'given' ? refusal('given') : error;
  }
}
