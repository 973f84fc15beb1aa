import { type CollectionBeforeChangeHook, type CollectionConfig, type Field } from 'payload';

import { now } from '@/platform/clock';

import { derived } from './builders';
import { asInstant } from './shown';

const stamp = (name: string): Field =>
  asInstant(derived({ name, type: 'date', index: true, admin: { hidden: true, disableBulkEdit: true } }));

/** By the product's clock: what is counted and derived from records uses no other. */
const stampMade: CollectionBeforeChangeHook = ({ data, operation }) =>
  operation === 'create' ? { ...data, createdAt: now().toISOString() } : data;

/**
 * The collection with its times kept by the product. Payload's own timestamp fields may be written by whoever
 * may write the record: a grant dated last year would slip past a limit that counts today's.
 */
export const timed = (collection: CollectionConfig): CollectionConfig => ({
  ...collection,
  hooks: { ...collection.hooks, beforeChange: [...(collection.hooks?.beforeChange ?? []), stampMade] },
  fields: [...collection.fields, stamp('updatedAt'), stamp('createdAt')],
});
