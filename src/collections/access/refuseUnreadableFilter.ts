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

/**
 * What a filter or an order may name. A list of versions is told to a hook as any list; what only versions have, such
 * as `parent`, Payload refuses in a list of records itself.
 */
export function fieldsOf(collection: SanitizedCollectionConfig, req: PayloadRequest): FlattenedField[] {
  if (!collection.versions) return collection.flattenedFields;
  const ofVersions = buildVersionCollectionFields(req.payload.config, collection, true) as FlattenedField[];
  return [...collection.flattenedFields, ...ofVersions];
}

/**
 * A filter of which a part cannot be read is refused, on every verb: Payload leaves the part out and takes more
 * records, or all. The product's own commands, which ask nobody, are not judged.
 */
export const refuseUnreadableFilter: CollectionBeforeOperationHook = ({
  args,
  collection,
  overrideAccess,
  req,
}) => {
  if (overrideAccess || !('where' in args) || args.where === undefined || args.where === null) return;
  const fields = fieldsOf(collection, req);
  const at = (path: string) => fieldAt(path, fields, (slug) => collectionOf(req, slug));
  const found = firstUnreadable(args.where, at);
  if (found !== undefined) throw new QueryError([{ path: found }]);
};

const collectionOf = ({ payload }: PayloadRequest, slug: string): SanitizedCollectionConfig | undefined =>
  Object.hasOwn(payload.collections, slug)
    ? payload.collections[slug as keyof typeof payload.collections]?.config
    : undefined;
