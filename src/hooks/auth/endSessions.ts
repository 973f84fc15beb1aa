import { type CollectionBeforeChangeHook, type SanitizedCollectionConfig } from 'payload';

import { refIdOrNull } from '@/platform/refs';

/** What a session may do, and whose it is. */
const OF_ACCESS = ['role', 'consultant', 'email'] as const;

/**
 * An account with other rights or another address has no open session: whoever uses it signs in anew. Otherwise the
 * sessions stay as they are, whatever was sent: Payload would leave an empty list in place of one that is not allowed.
 */
export const endSessions: CollectionBeforeChangeHook = ({ collection, data, operation, originalDoc }) => {
  if (operation !== 'update') return data;
  const isOver = OF_ACCESS.filter((field) => hasField(collection, field)).some((field) =>
    isChanged(field, data, originalDoc),
  );
  return { ...data, sessions: isOver ? [] : (originalDoc?.sessions ?? []) };
};

const hasField = ({ flattenedFields }: SanitizedCollectionConfig, name: string): boolean =>
  flattenedFields.some((field) => field.name === name);

function isChanged(
  field: string,
  data: Record<string, unknown>,
  before: Record<string, unknown> | undefined,
): boolean {
  if (!(field in data)) return false;
  return refIdOrNull(data[field] as string | null) !== refIdOrNull(before?.[field] as string | null);
}
