import { type CollectionAfterChangeHook, type CollectionAfterDeleteHook, type PayloadRequest } from 'payload';

import { endFeed } from '@/consultations/feed/feedLinks';
import { type Staff } from '@/payload-types';
import { refIdOrNull } from '@/platform/refs';

/** The consultant whose sessions an account opens, or null. */
const sessionsOf = ({ role, consultant }: Partial<Staff>): string | null =>
  role === 'consultant' ? refIdOrNull(consultant) : null;

async function closeCalendar(req: PayloadRequest, consultant: string | null): Promise<void> {
  if (consultant) await endFeed(req, { side: 'consultant', id: consultant });
}

/** Who no longer sees a consultant's sessions does not follow them in a calendar either. */
export const onStaffChanged: CollectionAfterChangeHook<Staff> = async ({
  doc,
  previousDoc,
  operation,
  req,
}) => {
  if (operation === 'update' && sessionsOf(previousDoc) !== sessionsOf(doc))
    await closeCalendar(req, sessionsOf(previousDoc));
};

export const onStaffRemoved: CollectionAfterDeleteHook<Staff> = ({ doc, req }) =>
  closeCalendar(req, sessionsOf(doc));
