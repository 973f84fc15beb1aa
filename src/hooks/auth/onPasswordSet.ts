import { type CollectionBeforeValidateHook } from 'payload';

import { verifyInvited } from '@/accounts/verify';
import { endFeed } from '@/consultations/feed/feedLinks';
import { refIdOrNull } from '@/platform/refs';

/**
 * A calendar link gives away sessions and how to join them: it ends with the password, as open sessions do. An update
 * brings the password; a reset by mail brings its hash and no record of before, and passes no other hook inside its
 * transaction. It proves the address of a client who was invited.
 */
export const onPasswordSet: CollectionBeforeValidateHook = async ({
  collection,
  data,
  operation,
  originalDoc,
  req,
}) => {
  const isReset = originalDoc === undefined && data?.hash !== undefined;
  if (operation !== 'update' || !(data?.password || isReset)) return data;
  const { id, consultant } = { ...originalDoc, ...data } as { id: string; consultant?: string | null };
  if (collection.slug === 'clients') await endFeed(req, { side: 'client', id: String(id) });
  if (collection.slug === 'clients' && isReset) await verifyInvited(req, String(id));
  const linked = refIdOrNull(consultant);
  if (linked) await endFeed(req, { side: 'consultant', id: linked });
  return data;
};
