import { type CollectionConfig } from 'payload';

import { leaveOutUnreadable } from './leaveOutUnreadable';
import { refuseForeignOrder } from './refuseForeignOrder';
import { refuseNameless } from './refuseNameless';
import { refuseUnreadableFilter } from './refuseUnreadableFilter';

/** Every collection: what Payload lets a reader ask although it should not, or refuses although it need not. */
export const guardedReads = (collection: CollectionConfig): CollectionConfig => ({
  ...collection,
  hooks: {
    ...collection.hooks,
    beforeOperation: [
      ...(collection.hooks?.beforeOperation ?? []),
      refuseForeignOrder,
      refuseUnreadableFilter,
      refuseNameless,
      leaveOutUnreadable,
    ],
  },
});
