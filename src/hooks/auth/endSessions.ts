import { type CollectionBeforeChangeHook } from 'payload';

import { refIdOrNull } from '@/platform/refs';

/** What a session may do, and whose it is. */
const OF_ACCESS = ['role', 'consultant', 'email', '_verified'] as const;

/** An account with other rights or another address has no open session: whoever uses it signs in anew. */
export const endSessions: CollectionBeforeChangeHook = ({ data, operation, originalDoc }) =>
  operation === 'update' && OF_ACCESS.some((field) => isChanged(field, data, originalDoc))
    ? { ...data, sessions: [] }
    : data;

function isChanged(
  field: string,
  data: Record<string, unknown>,
  before: Record<string, unknown> | undefined,
): boolean {
  if (!(field in data)) return false;
  return refIdOrNull(data[field] as string | null) !== refIdOrNull(before?.[field] as string | null);
}
