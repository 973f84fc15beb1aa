import { type Access } from 'payload';

import { hasRole, type Role } from './roles';

/** Staff in one of these roles. */
export const staffWith =
  (...roles: Role[]): Access =>
  ({ req }) =>
    hasRole(req, roles);
