import { ObjectId } from 'mongodb';
import { type PayloadRequest } from 'payload';

import { type LedgerEntry } from '@/credits/ledger';
import { readWallet } from '@/credits/readWallet';
import { type Consultation } from '@/payload-types';
import { refId } from '@/platform/refs';
import { nativeCollection, sessionOf } from '@/platform/store';

import { LATE_RETURN_RULE, type OutcomeInput, type Policy } from './policy';

/** The policy frozen on a booking. */
export const policyOf = ({ policy }: Pick<Consultation, 'policy'>): Policy => ({
  noticeHours: policy?.noticeHours ?? 0,
  lateReturn: policy?.lateReturn ?? 'never',
});

/**
 * The part of a booking's terms that decides about a cancellation. Whether a late return was already given for one of
 * the packages it holds credits of is read from the ledger, where the policy gives one at all. Two late
 * cancellations at once change one wallet: the second runs again and finds the first.
 */
export async function termsOf(
  req: PayloadRequest,
  booking: Consultation,
): Promise<Pick<OutcomeInput, 'policy' | 'hasReturnedLate'>> {
  const policy = policyOf(booking);
  return policy.lateReturn === 'once'
    ? { policy, hasReturnedLate: await hasReturnedLate(req, booking) }
    : { policy };
}

async function hasReturnedLate(req: PayloadRequest, booking: Consultation): Promise<boolean> {
  const client = refId(booking.client);
  const { holds } = await readWallet({ payload: req.payload, clientId: client, req });
  const parts = holds.find(({ consultation }) => consultation === booking.id)?.parts ?? [];
  const given = await nativeCollection<LedgerEntry>(req.payload, 'transactions').findOne(
    {
      client: new ObjectId(client),
      grant: { $in: parts.map(({ grant }) => new ObjectId(grant)) },
      kind: 'release',
      reason: LATE_RETURN_RULE,
    },
    { session: sessionOf(req), projection: { _id: 1 } },
  );
  return given !== null;
}
