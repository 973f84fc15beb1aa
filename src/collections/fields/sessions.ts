import { type ArrayField } from 'payload';

import { fieldForNobody } from '../access/staffField';

/** Where somebody is signed in. Payload keeps it; nobody reads it, not even its owner, and nobody writes it. */
export const sessions = (): ArrayField => ({
  name: 'sessions',
  type: 'array',
  access: { create: fieldForNobody, read: fieldForNobody, update: fieldForNobody },
  admin: { disabled: true },
  fields: [],
});
