import { type CollectionConfig } from 'payload';

import { COLLECTION_DOORS, hasDoor } from './doors';

/** The collection as the table of doors says: what is closed is not offered in the admin either. */
export function withDoors(collection: CollectionConfig): CollectionConfig {
  const has = (door: Parameters<typeof hasDoor>[2]): boolean =>
    hasDoor(COLLECTION_DOORS, collection.slug, door);
  return {
    ...collection,
    disableDuplicate: !has('duplicate'),
    disableBulkEdit: !has('bulk-change'),
    disableBulkDelete: !has('bulk-remove'),
    trash: has('trash'),
    ...(has('lock') ? {} : { lockDocuments: false }),
  };
}
