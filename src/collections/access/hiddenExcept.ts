import { type ClientUser } from 'payload';

import { type Role } from './roles';

/** Keeps a collection out of the admin of other roles. What they may read is decided by access; this only tidies. */
export const hiddenExcept =
  (...roles: Role[]) =>
  ({ user }: { user: ClientUser }): boolean =>
    !roles.includes(user?.role as Role);
