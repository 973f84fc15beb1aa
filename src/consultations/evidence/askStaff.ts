import { type PayloadRequest } from 'payload';

import { type Consultation } from '@/payload-types';
import { openCase } from '@/platform/cases';
import { now } from '@/platform/clock';
import { refId } from '@/platform/refs';

import { firstDecidedAt } from '../decisions';
import { correctableUntil } from '../status';

/** The attendance says otherwise than that the session was held. */
export const isDoubtful = ({ proposal }: Pick<Consultation, 'proposal'>): boolean =>
  Boolean(proposal?.status) && proposal?.status !== 'completed';

/** Who was there is in doubt: a person decides. Once a session. */
export const askStaff = (req: PayloadRequest, booking: Consultation): Promise<void> =>
  openCase(req, {
    key: `outcome:${booking.id}`,
    kind: 'outcome-unclear',
    title: `How did the session ${booking.title ?? booking.id} turn out?`,
    suggestion:
      'The attendance says that somebody may have been missing. Look at it, ask if need be, and choose ' +
      'the outcome on the session.',
    client: refId(booking.client),
    consultation: booking.id,
  });

/**
 * Evidence that comes after the clock has completed a session, and says otherwise: staff are asked while they may still
 * correct it. What a person has decided is not questioned.
 */
export async function questionCompletion(req: PayloadRequest, booking: Consultation): Promise<void> {
  const { status, outcome } = booking;
  if (status !== 'completed' || outcome?.by !== 'system' || !isDoubtful(booking)) return;
  if (now() <= correctableUntil(firstDecidedAt(booking))) await askStaff(req, booking);
}
