import { type CollectionConfig, type Field } from 'payload';

import { derived } from './builders';
import { asInstant } from './shown';

const stamp = (name: string): Field => asInstant(derived({ name, type: 'date', index: true, admin: { hidden: true, disableBulkEdit: true } }));

/**
 * The collection with its times kept by the product. Payload's own timestamp fields may be written by whoever
 * may write the record: a grant dated last year would slip past a limit that counts today's.
 */
export const timed = (collection: CollectionConfig): CollectionConfig => ({
  ...collection,
  fields: [...collection.fields, stamp('updatedAt'), stamp('createdAt')],
});
