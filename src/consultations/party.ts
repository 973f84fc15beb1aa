import { type PayloadRequest } from 'payload';

import { type Party } from './status';

/** In which capacity the one who asks acts on a consultation. */
export function partyOf(req: Pick<PayloadRequest, 'user'>): Party {
  if (req.user?.collection === 'clients') return 'client';
  if (req.user?.collection === 'staff') return req.user.role === 'consultant' ? 'consultant' : 'staff';
  return 'system';
}
