import { type CollectionBeforeOperationHook, QueryError } from 'payload';

import { namesRecords } from './where/namedRecords';

/** How many are changed or removed by one request that names no single record. */
const isBulk = (operation: string, args: object): boolean =>
  (operation === 'update' || operation === 'delete') && !('id' in args && args.id !== undefined);

/** A bulk verb names its records. */
export const refuseNameless: CollectionBeforeOperationHook = ({ args, operation, overrideAccess }) => {
  if (overrideAccess || !('where' in args)) return;
  if (isBulk(operation, args) && !namesRecords(args.where)) throw new QueryError([{ path: 'where.id' }]);
};
