import { type CollectionAfterChangeHook } from 'payload';

import { followHost } from '@/consultations/meetings/followHost';
import { type Consultant } from '@/payload-types';

/** Another Zoom user, or none, holds the sessions that are still to come. */
export const onHostChanged: CollectionAfterChangeHook<Consultant> = async ({
  doc,
  previousDoc,
  operation,
  req,
}) => {
  if (operation === 'update') await followHost(req, previousDoc, doc);
  return doc;
};
