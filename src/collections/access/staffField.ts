import { type FieldAccess } from 'payload';

import { hasRole, type Role } from './roles';

/** A field only staff in these roles may read or write. */
export const staffField =
  (...roles: Role[]): FieldAccess =>
  ({ req }) =>
    hasRole(req, roles);

export const fieldForNobody: FieldAccess = () => false;
