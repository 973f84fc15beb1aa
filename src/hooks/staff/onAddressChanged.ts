import { type CollectionAfterChangeHook } from 'payload';

import { enqueue } from '@/notifications/enqueue';
import { type Staff } from '@/payload-types';
import { now } from '@/platform/clock';

/** The person reads of it at both addresses: a change that they did not want is not silent. */
export const onAddressChanged: CollectionAfterChangeHook<Staff> = async ({
  doc,
  previousDoc,
  operation,
  req,
}) => {
  if (operation !== 'update' || doc.email === previousDoc.email) return doc;
  const addresses = { oldAddress: previousDoc.email, newAddress: doc.email };
  const cause = `${doc.id}:${now().toISOString()}`;
  await enqueue(
    req,
    Object.entries(addresses).map(([which, sentTo]) => ({
      template: 'account-address-changed' as const,
      cause: `${cause}:${which}`,
      staff: doc.id,
      facts: { ...addresses, sentTo },
    })),
  );
  return doc;
};
