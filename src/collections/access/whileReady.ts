import { type FieldAccess } from 'payload';

import { hasRole } from './roles';

/**
 * The way into a meeting: for its people only while the meeting is ready. After a change of host the old link stays on
 * the record until the new one is there, and leads nowhere. Asked without a record it says that there may be one.
 */
export const whileReady: FieldAccess = ({ req, siblingData }) =>
  hasRole(req, ['owner', 'ops', 'finance']) ||
  siblingData === undefined ||
  (siblingData as { state?: unknown }).state === 'ready';
