import { type Document, type ObjectId } from 'mongodb';
import { type Payload } from 'payload';

import { verificationMail } from '@/accounts/verificationMail';
import { messageKey } from '@/notifications/enqueue';
import { nativeCollection } from '@/platform/store';

import { type Expectation } from './bookingMessages';

interface Unconfirmed extends Document {
  _id: ObjectId;
  createdAt: Date;
}

/** The link a new client is owed. */
export async function* registrationsSince(payload: Payload, since: Date): AsyncGenerator<Expectation> {
  const where = { createdAt: { $gte: since }, _verified: { $ne: true }, _verificationToken: { $type: 'string' } };
  for await (const { _id, createdAt } of nativeCollection<Unconfirmed>(payload, 'clients').find(where, { projection: { createdAt: 1 } })) {
    const order = verificationMail(_id.toHexString());
    yield { key: messageKey(order), order, owedSince: createdAt, because: 'Somebody registered.' };
  }
}
