import { type CollectionConfig } from 'payload';

import { leaveOutUnreadable } from './leaveOutUnreadable';
import { refuseForeignOrder } from './refuseForeignOrder';
import { refuseUnreadable } from './refuseUnreadable';

/** Every collection: what Payload lets a reader ask although it should not, or refuses although it need not. */
export const guardedReads = (collection: CollectionConfig): CollectionConfig => ({
  ...collection,
  hooks: {
    ...collection.hooks,
    beforeOperation: [
      ...(collection.hooks?.beforeOperation ?? []),
      refuseForeignOrder,
      refuseUnreadable,
      leaveOutUnreadable,
    ],
  },
});
