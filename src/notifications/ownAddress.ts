import { type Document, type ObjectId } from 'mongodb';
import { type Payload } from 'payload';

import { nativeCollection } from '@/platform/store';

import { type MessageRow } from './message';

interface Addressed extends Document {
  _id: ObjectId;
  email?: string;
}

/** The address a mail's recipient has now; null when the recipient is gone. One command. */
export async function ownAddress(
  payload: Payload,
  { client, consultant, staff }: Pick<MessageRow, 'client' | 'consultant' | 'staff'>,
): Promise<string | null> {
  const id = client ?? consultant ?? staff;
  if (!id) return null;
  const collection = client ? 'clients' : consultant ? 'consultants' : 'staff';
  const found = await nativeCollection<Addressed>(payload, collection).findOne(
    { _id: id },
    { projection: { email: 1 } },
  );
  return found?.email ?? null;
}
