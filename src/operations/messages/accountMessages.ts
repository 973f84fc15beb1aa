import { type Document, type ObjectId } from 'mongodb';
import { type Payload } from 'payload';

import { invitationExpiry, invitationMail } from '@/accounts/invitation';
import { verificationMail } from '@/accounts/verificationMail';
import { nativeCollection } from '@/platform/store';

import { expected, type Expectation } from './expectation';

interface Unconfirmed extends Document {
  _id: ObjectId;
  createdAt: Date;
  invitedAt?: Date;
}

/** The link a new client is owed: to confirm the address, or to choose the first password. */
export async function* registrationsSince(payload: Payload, since: Date): AsyncGenerator<Expectation> {
  const where = {
    createdAt: { $gte: since },
    _verified: { $ne: true },
    _verificationToken: { $type: 'string' },
  };
  for await (const { _id, createdAt, invitedAt } of nativeCollection<Unconfirmed>(payload, 'clients').find(
    where,
    {
      projection: { createdAt: 1, invitedAt: 1 },
    },
  )) {
    const id = _id.toHexString();
    yield invitedAt
      ? expected(
          invitationMail('clients', { id, notAfter: invitationExpiry(invitedAt) }),
          createdAt,
          'An account was made.',
        )
      : expected(verificationMail(id), createdAt, 'Somebody registered.');
  }
}
