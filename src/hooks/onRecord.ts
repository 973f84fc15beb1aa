import {
  type CollectionAfterChangeHook,
  type CollectionAfterDeleteHook,
  type CollectionConfig,
  type PayloadRequest,
} from 'payload';

import { recordAudit } from '@/platform/audit';
import { differences } from '@/platform/differences';

type Doc = Record<string, unknown>;

async function record(
  req: PayloadRequest,
  subject: { slug: string; id: unknown },
  what: 'create' | 'change' | 'delete',
  states: { before?: Doc; after?: Doc },
): Promise<void> {
  if (req.user?.collection !== 'staff') return;
  const facts = differences(states.before, states.after);
  if (Object.keys(facts).length === 0) return;
  await recordAudit(req, {
    action: `${subject.slug}.${what}`,
    subject: `${subject.slug}:${String(subject.id)}`,
    facts,
  });
}

const onChange: CollectionAfterChangeHook = async ({
  collection: { slug },
  doc,
  previousDoc,
  operation,
  req,
}) => {
  const isNew = operation === 'create';
  const before = isNew ? undefined : (previousDoc as Doc);
  await record(req, { slug, id: doc.id }, isNew ? 'create' : 'change', { before, after: doc as Doc });
  return doc;
};

const onDelete: CollectionAfterDeleteHook = ({ collection: { slug }, doc, id, req }) =>
  record(req, { slug, id }, 'delete', { before: doc as Doc });

/**
 * A collection whose records staff edit: each change by somebody of the staff is on record, with what was there before
 * and after, whichever door it came by.
 */
export const onRecord = (collection: CollectionConfig): CollectionConfig => ({
  ...collection,
  hooks: {
    ...collection.hooks,
    afterChange: [...(collection.hooks?.afterChange ?? []), onChange],
    afterDelete: [...(collection.hooks?.afterDelete ?? []), onDelete],
  },
});
