import { type PayloadRequest } from 'payload';

import { DomainError } from '@/platform/errors';
import { takeTurn } from '@/platform/turn';

/**
 * Lets somebody cease to be an owner only while there is another: without one nobody can manage staff. Two owners who
 * remove each other at once follow each other, so the second is refused. Two commands.
 * @throws DomainError INVALID_TRANSITION
 */
export async function assertOwnerRemains(req: PayloadRequest, leaving: string): Promise<void> {
  await takeTurn(req, 'owners');
  const { docs } = await req.payload.find({
    collection: 'staff',
    where: { role: { equals: 'owner' } },
    pagination: false,
    depth: 0,
    select: {},
    overrideAccess: true,
    req,
  });
  const ids = docs.map(({ id }) => id);
  if (!ids.includes(leaving) || ids.length > 1) return;
  throw new DomainError('INVALID_TRANSITION', {
    message: 'This is the only owner. Make somebody else an owner first.',
  });
}
