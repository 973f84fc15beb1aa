import { type CollectionBeforeChangeHook } from 'payload';

import { verificationExpiry } from '@/accounts/verificationAge';
import { type Client } from '@/payload-types';

/** The link that confirms a new client's address does not work for ever. */
export const limitVerification: CollectionBeforeChangeHook<Client> = ({ data, operation }) =>
  operation === 'create' ? { ...data, verificationExpiresAt: verificationExpiry().toISOString() } : data;
