import { type PayloadRequest } from 'payload';

export const ROLES = ['owner', 'ops', 'finance', 'editor', 'consultant'] as const;
export type Role = (typeof ROLES)[number];

type Requester = Pick<PayloadRequest, 'user'>;

/**
 * The staff role of who asks, or null for clients and strangers. Read from the record at each request, never
 * from the token.
 */
export function roleOf(req: Requester): Role | null {
  return req.user?.collection === 'staff' ? (req.user.role as Role) : null;
}

export function hasRole(req: Requester, roles: readonly Role[]): boolean {
  const role = roleOf(req);
  return role !== null && roles.includes(role);
}

/** The id of the signed-in client, or null. */
export const clientIdOf = (req: Requester): string | null =>
  req.user?.collection === 'clients' ? String(req.user.id) : null;

/** The consultant record a staff member with that role stands for, or null. */
export function consultantIdOf(req: Requester): string | null {
  if (roleOf(req) !== 'consultant' || req.user?.collection !== 'staff') return null;
  const linked = req.user.consultant;
  if (!linked) return null;
  return typeof linked === 'object' ? String(linked.id) : String(linked);
}
