import { type ClientSession, type ObjectId } from 'mongodb';
import { type Payload } from 'payload';

import { type LedgerEntry } from '@/credits/ledger';
import { groupBy } from '@/platform/snapshot';
import { nativeCollection } from '@/platform/store';

import { type Reversal } from '../reversals';

interface Reversed {
  _id: ObjectId;
  credits: number;
  reversals?: Reversal[] | null;
}

/** Credits taken back and given again for refunds and disputes, as the payments say and as the ledger does. */
export async function reversalFaults(payload: Payload, payments: readonly Reversed[], session: ClientSession): Promise<Map<string, string[]>> {
  const reversed = payments.filter((payment) => (payment.reversals ?? []).length > 0);
  const keys = reversed.flatMap((payment) => (payment.reversals ?? []).flatMap(({ id }) => [`clawback:${id}`, `reinstate:${id}`]));
  const entries = await nativeCollection<LedgerEntry>(payload, 'transactions')
    .find({ key: { $in: keys } }, { session, projection: { key: 1, quantity: 1 } })
    .toArray();
  const byKey = groupBy(entries, (entry) => entry.key);
  const booked = (key: string): number => (byKey.get(key) ?? []).reduce((total, entry) => total + entry.quantity, 0);
  return new Map(reversed.map((payment) => [payment._id.toHexString(), faultsOf(payment, booked)]));
}

function faultsOf(payment: Reversed, booked: (key: string) => number): string[] {
  const reversals = payment.reversals ?? [];
  return [
    ...reversals.flatMap(({ id, taken, returned }) => [
      ...(booked(`clawback:${id}`) === taken ? [] : [`for ${id} it took ${taken} credits back, the ledger ${booked(`clawback:${id}`)}`]),
      ...(booked(`reinstate:${id}`) === returned ? [] : [`for ${id} it gave ${returned} credits again, the ledger ${booked(`reinstate:${id}`)}`]),
    ]),
  ];
}
