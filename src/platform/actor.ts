import { type PayloadRequest } from 'payload';

/**
 * Who did it, as written on ledger and audit entries: `client:<id>`, `staff:<id>`, `system:<what>`
 * or `stripe:<event>`. A command that acts for someone else than the signed-in user says so in the context.
 */
export type Actor =
  `client:${string}` | `staff:${string}` | `system:${string}` | `stripe:${string}` | `zoom:${string}`;

export function actorOf(req: Pick<PayloadRequest, 'user' | 'context'>): Actor {
  const given = req.context?.actor;
  if (typeof given === 'string') return given as Actor;
  if (req.user?.collection === 'clients') return `client:${req.user.id}`;
  if (req.user?.collection === 'staff') return `staff:${req.user.id}`;
  return 'system:unattended';
}
