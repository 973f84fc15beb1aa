import { type CollectionBeforeChangeHook } from 'payload';

import { type Case } from '@/payload-types';
import { actorOf } from '@/platform/actor';
import { now } from '@/platform/clock';
import { DomainError } from '@/platform/errors';

/** The second run of a request whose answer was lost finds the case closed by itself. */
const isOwnClosing = (closed: Case, data: Partial<Case>, by: string): boolean =>
  data.state === 'closed' && closed.closedBy === by && closed.resolution === data.resolution;

/** A case is closed with a reason, once, by somebody whose name is kept. */
export const assertCaseChange: CollectionBeforeChangeHook<Case> = ({ data, operation, originalDoc, req }) => {
  if (operation === 'create') return data;
  const by = req.user?.email ?? actorOf(req);
  if (originalDoc?.state === 'closed' && isOwnClosing(originalDoc, data, by)) return originalDoc;
  if (originalDoc?.state === 'closed')
    throw new DomainError('INVALID_TRANSITION', { message: 'This case is closed.' });
  if (data.state !== 'closed') return data;
  if (typeof data.resolution !== 'string' || !data.resolution.trim())
    throw new DomainError('VALIDATION', {
      fields: [{ path: 'resolution', message: 'Say what was decided, and why.' }],
    });
  return { ...data, closedBy: by, closedAt: now().toISOString() };
};
