import { consultantIdOf } from '@/collections/access/roles';
import { type FeedOwner } from '@/consultations/feed/feedLinks';
import { DomainError } from '@/platform/errors';

import { type Call, signedIn } from './route';

/**
 * Whose calendar feed the one who asks may make and end: the own one.
 * @throws DomainError UNAUTHENTICATED, FORBIDDEN
 */
export function feedOf(call: Pick<Call<unknown>, 'user'>): FeedOwner {
  const user = signedIn(call);
  if (user.collection === 'clients') return { side: 'client', id: String(user.id) };
  const consultant = consultantIdOf({ user });
  if (!consultant) throw new DomainError('FORBIDDEN');
  return { side: 'consultant', id: consultant };
}
