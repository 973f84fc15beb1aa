import { type CollectionBeforeChangeHook } from 'payload';

import { type Case } from '@/payload-types';
import { actorOf } from '@/platform/actor';
import { now } from '@/platform/clock';
import { DomainError } from '@/platform/errors';

/** A case is closed with a reason, once, by somebody whose name is kept. */
export const assertCaseChange: CollectionBeforeChangeHook<Case> = ({ data, operation, originalDoc, req }) => {
  if (operation === 'create') return data;
  if (originalDoc?.state === 'closed') throw new DomainError('INVALID_TRANSITION', { message: 'This case is closed.' });
  if (data.state !== 'closed') return data;
  if (typeof data.resolution !== 'string' || !data.resolution.trim()) throw new DomainError('VALIDATION', { fields: [{ path: 'resolution', message: 'Say what was decided, and why.' }] });
  return { ...data, closedBy: req.user?.email ?? actorOf(req), closedAt: now().toISOString() };
};
