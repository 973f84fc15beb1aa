import { type CollectionAfterChangeHook } from 'payload';

import { type Case } from '@/payload-types';
import { recordAudit } from '@/platform/audit';

/** Who closed a case, and why, is on record for good. */
export const onCaseChanged: CollectionAfterChangeHook<Case> = async ({
  doc,
  previousDoc,
  operation,
  req,
}) => {
  if (operation === 'update' && doc.state === 'closed' && previousDoc.state !== 'closed') {
    await recordAudit(req, {
      action: 'case.close',
      subject: `cases:${doc.id}`,
      reason: doc.resolution ?? undefined,
      facts: { kind: doc.kind },
    });
  }
  return doc;
};
