import { type PayloadRequest } from 'payload';

import { hasRole, type Role } from '@/collections/access/roles';

/** What Payload gives a panel that stands on a record's form. */
export interface OfRecord {
  id?: number | string;
  req: PayloadRequest;
}

/** Roles with the whole picture: money, credits and everybody's sessions. */
const INSIDERS: readonly Role[] = ['owner', 'ops', 'finance'];

export const isInsider = (req: PayloadRequest): boolean => hasRole(req, INSIDERS);
