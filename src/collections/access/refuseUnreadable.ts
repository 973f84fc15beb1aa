import {
  buildVersionCollectionFields,
  type CollectionBeforeOperationHook,
  type FlattenedField,
  type PayloadRequest,
  QueryError,
  type SanitizedCollectionConfig,
} from 'payload';

import { fieldAt } from './where/fieldAt';
import { firstUnreadable } from './where/firstUnreadable';
import { namesRecords } from './where/namedRecords';

/**
 * What a filter or an order may name. A list of versions is told to a hook as any list; what only versions have, such
 * as `parent`, Payload refuses in a list of records itself.
 */
export function fieldsOf(collection: SanitizedCollectionConfig, req: PayloadRequest): FlattenedField[] {
  if (!collection.versions) return collection.flattenedFields;
  const ofVersions = buildVersionCollectionFields(req.payload.config, collection, true) as FlattenedField[];
  return [...collection.flattenedFields, ...ofVersions];
}

/** How many are changed or removed by one request that names no single record. */
const isBulk = (operation: string, args: object): boolean =>
  (operation === 'update' || operation === 'delete') && !('id' in args && args.id !== undefined);

/**
 * A filter of which a part cannot be read is refused, on every verb: Payload leaves the part out and takes more
 * records, or all. A bulk verb also names its records. The product's own commands, which ask nobody, are not judged.
 */
export const refuseUnreadable: CollectionBeforeOperationHook = ({
  args,
  collection,
  operation,
  overrideAccess,
  req,
}) => {
  if (overrideAccess || !('where' in args)) return;
  const { where } = args;
  if (where !== undefined && where !== null) {
    const fields = fieldsOf(collection, req);
    const at = (path: string) => fieldAt(path, fields, (slug) => collectionOf(req, slug));
    const found = firstUnreadable(where, at);
    if (found !== undefined) throw new QueryError([{ path: found }]);
  }
  if (isBulk(operation, args) && !namesRecords(where)) throw new QueryError([{ path: 'where.id' }]);
};

const collectionOf = ({ payload }: PayloadRequest, slug: string): SanitizedCollectionConfig | undefined =>
  Object.hasOwn(payload.collections, slug)
    ? payload.collections[slug as keyof typeof payload.collections]?.config
    : undefined;
