import { type CollectionBeforeChangeHook, type CollectionBeforeDeleteHook } from 'payload';

import { assertOwnerRemains } from '@/accounts/owners';
import { type Staff } from '@/payload-types';

/** The last owner keeps the role. */
export const keepAnOwner: CollectionBeforeChangeHook<Staff> = async ({ data, originalDoc, req }) => {
  if (originalDoc?.role === 'owner' && data.role !== undefined && data.role !== 'owner')
    await assertOwnerRemains(req, originalDoc.id);
  return data;
};

/** And is not removed. */
export const keepAnOwnerOnRemoval: CollectionBeforeDeleteHook = ({ id, req }) =>
  assertOwnerRemains(req, String(id));
