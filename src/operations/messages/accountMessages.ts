import { type Document, type ObjectId } from 'mongodb';
import { type Payload } from 'payload';

import { verificationMail } from '@/accounts/verificationMail';
import { nativeCollection } from '@/platform/store';

import { expected, type Expectation } from './expectation';

interface Unconfirmed extends Document {
  _id: ObjectId;
  createdAt: Date;
}

/** The link a new client is owed. */
export async function* registrationsSince(payload: Payload, since: Date): AsyncGenerator<Expectation> {
  const where = {
    createdAt: { $gte: since },
    _verified: { $ne: true },
    _verificationToken: { $type: 'string' },
  };
  for await (const { _id, createdAt } of nativeCollection<Unconfirmed>(payload, 'clients').find(where, {
    projection: { createdAt: 1 },
  })) {
    yield expected(verificationMail(_id.toHexString()), createdAt, 'Somebody registered.');
  }
}
