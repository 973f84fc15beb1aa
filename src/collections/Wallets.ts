import { type CollectionConfig } from 'payload';

import { nobody } from './access/nobody';
import { staffWith } from './access/staffWith';
import { derived } from './fields/builders';

/**
 * The projection of a client's entries. Lots and holds live in the document too; they are read through
 * GET /api/credits/balance, which judges expiry by the clock.
 */
export const Wallets: CollectionConfig = {
  slug: 'wallets',
  admin: {
    defaultColumns: ['client', 'available', 'held', 'seq', 'updatedAt'],
    group: 'Credits',
    hideAPIURL: true,
    description:
      'Computed from the ledger. "Available" counts what has lapsed since the last nightly expiry.',
  },
  access: { create: nobody, read: staffWith('owner', 'ops', 'finance'), update: nobody, delete: nobody },
  fields: [
    derived({ name: 'client', type: 'relationship', relationTo: 'clients', required: true }),
    derived({ name: 'available', type: 'number' }),
    derived({ name: 'held', type: 'number' }),
    derived({ name: 'seq', type: 'number', label: 'Entries' }),
    derived({ name: 'version', type: 'number' }),
  ],
};
