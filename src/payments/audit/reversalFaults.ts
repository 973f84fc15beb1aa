import { type ClientSession, type ObjectId } from 'mongodb';
import { type Payload } from 'payload';

import { type LedgerEntry } from '@/credits/ledger';
import { type Lot } from '@/credits/lots';
import { groupBy } from '@/platform/snapshot';
import { nativeCollection } from '@/platform/store';

import { lotsOf } from '../readValue';
import { amountAway, creditsOwedBack, type Reversal } from '../reversals';

interface Reversed {
  _id: ObjectId;
  client: ObjectId;
  grant?: ObjectId | null;
  credits: number;
  amount: number;
  reversals?: Reversal[] | null;
}

/**
 * Credits taken back and given again for refunds and disputes, as the payments say and as the ledger does; and those a
 * lot has given or owes, as the money that is away asks for.
 */
export async function reversalFaults(
  payload: Payload,
  payments: readonly Reversed[],
  session: ClientSession,
): Promise<Map<string, string[]>> {
  const reversed = payments.filter((payment) => (payment.reversals ?? []).length > 0);
  const keys = reversed.flatMap((payment) =>
    (payment.reversals ?? []).flatMap(({ id }) => [`clawback:${id}`, `reinstate:${id}`]),
  );
  const entries = await nativeCollection<LedgerEntry>(payload, 'transactions')
    .find({ key: { $in: keys } }, { session, projection: { key: 1, quantity: 1 } })
    .toArray();
  const byKey = groupBy(entries, (entry) => entry.key);
  const booked = (key: string): number =>
    (byKey.get(key) ?? []).reduce((total, entry) => total + entry.quantity, 0);
  const lots = await lotsOf(payload, payments, session);
  return new Map(
    payments.map((payment) => [
      payment._id.toHexString(),
      [...faultsOf(payment, booked), ...lotFaults(payment, lots.get(String(payment.grant)))],
    ]),
  );
}

/** A lot of before debts were kept says nothing of what it owes: then no more may be taken than is due. */
function lotFaults({ amount, credits, reversals }: Reversed, lot: Lot | undefined): string[] {
  if (!lot) return [];
  const due = creditsOwedBack({ amount, credits }, amountAway({ amount }, reversals ?? []));
  const { clawedBack, owedBack } = lot;
  const isRight = owedBack === undefined ? clawedBack <= due : owedBack >= 0 && clawedBack + owedBack === due;
  return isRight
    ? []
    : [
        `${clawedBack} of its credits are taken back and ${owedBack ?? 0} owed, its refunds and disputes ` +
          `ask for ${due}`,
      ];
}

function faultsOf(payment: Reversed, booked: (key: string) => number): string[] {
  const reversals = payment.reversals ?? [];
  return [
    ...reversals.flatMap(({ id, taken, returned }) => [
      ...(booked(`clawback:${id}`) === taken
        ? []
        : [`for ${id} it took ${taken} credits back, the ledger ${booked(`clawback:${id}`)}`]),
      ...(booked(`reinstate:${id}`) === returned
        ? []
        : [`for ${id} it gave ${returned} credits again, the ledger ${booked(`reinstate:${id}`)}`]),
    ]),
  ];
}
