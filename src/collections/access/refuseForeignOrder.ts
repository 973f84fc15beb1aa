import { type CollectionBeforeOperationHook, QueryError } from 'payload';

import { fieldsOf } from './refuseUnreadableFilter';
import { fieldAt } from './where/fieldAt';

const LISTS = new Set(['read', 'readDistinct']);

/** Relations lead nowhere here: no other collection is known. */
const noCollection = (): undefined => undefined;

/**
 * Lists are ordered by their own declared fields. Payload asks whether a reader may see the field a list is ordered
 * by, but takes any name, and overlooks hidden fields of a related record: `sort=client.resetPasswordToken` was
 * answered, in that order.
 */
export const refuseForeignOrder: CollectionBeforeOperationHook = ({
  args,
  collection,
  operation,
  overrideAccess,
  req,
}) => {
  if (!LISTS.has(operation) || overrideAccess || !('sort' in args) || !args.sort) return;
  const fields = fieldsOf(collection, req);
  for (const sort of [args.sort].flat() as unknown[]) {
    const path = String(sort).replace(/^-/, '');
    if (!fieldAt(path, fields, noCollection)) throw new QueryError([{ path }]);
  }
};
