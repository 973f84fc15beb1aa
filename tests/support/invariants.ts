import { type Document } from 'mongodb';

import { type World } from './world';

/** Every stored row of a collection, as it is. */
export async function rowsOf(world: World, name: string, where: Document = {}): Promise<Document[]> {
  const { nativeCollection } = await import('../../src/platform/store');
  return nativeCollection<Document>(world.payload, name).find(where).toArray();
}

const FIELD: Record<string, string> = {
  available: 'available',
  held: 'held',
  consumed: 'used',
  expired: 'expired',
  voided: 'voided',
  clawed_back: 'clawedBack',
};

function lotDifferences(wallet: Document, entries: Document[]): string[] {
  const differences: string[] = [];
  for (const lot of wallet.lots as Document[]) {
    for (const [account, field] of Object.entries(FIELD)) {
      const sum = entries
        .filter((entry) => String(entry.grant) === String(lot.grant))
        .reduce(
          (total, entry) =>
            total +
            (entry.to === account ? entry.quantity : 0) -
            (entry.from === account ? entry.quantity : 0),
          0,
        );
      if (sum !== lot[field] || sum < 0)
        differences.push(`lot ${lot.grant}: ${field} is ${lot[field]}, the ledger says ${sum}`);
    }
  }
  return differences;
}

function endingsOf(entries: Document[]): string[] {
  const endings = new Map<string, Set<string>>();
  for (const entry of entries.filter(
    ({ kind, from }) => from === 'held' && (kind === 'release' || kind === 'consume'),
  )) {
    const kinds = endings.get(String(entry.consultation)) ?? new Set();
    endings.set(String(entry.consultation), kinds.add(String(entry.kind)));
  }
  return [...endings]
    .filter(([, kinds]) => kinds.size > 1)
    .map(([id, kinds]) => `consultation ${id} ended as ${[...kinds].join(' and ')}`);
}

function overlaps(bookings: Document[], who: 'consultant' | 'client'): string[] {
  const live = bookings
    .filter(({ status }) => status === 'booked' || status === 'in_progress')
    .sort((a, b) => a.startsAt - b.startsAt);
  return live.flatMap((one, index) =>
    live
      .slice(index + 1)
      .filter((other) => String(other[who]) === String(one[who]) && other.startsAt < one.endsAt)
      .map((other) => `${who} ${one[who]}: ${one._id} and ${other._id} overlap`),
  );
}

/** The collections the invariants are about. */
export const BOOKS = ['wallets', 'transactions', 'credit-grants', 'consultations', 'slot-claims'] as const;
export type Books = Record<(typeof BOOKS)[number], Document[]>;

/** What is untrue of I1 to I3 of docs/faults.md, on rows; empty when all holds. */
export async function brokenInvariants(world: World): Promise<string[]> {
  const rows = await Promise.all(BOOKS.map(async (name) => [name, await rowsOf(world, name)] as const));
  return invariantFaults(Object.fromEntries(rows) as Books);
}

/** As `brokenInvariants`, of rows that were read already. */
export function invariantFaults({
  wallets,
  transactions: ledger,
  'credit-grants': grants,
  consultations: bookings,
  'slot-claims': claims,
}: Books): string[] {
  const live = bookings
    .filter(({ status }) => status === 'booked' || status === 'in_progress')
    .map(({ _id }) => String(_id));
  const holds = wallets
    .flatMap((wallet) => wallet.holds as Document[])
    .map((hold) => String(hold.consultation));
  const ofWallets = wallets.flatMap((wallet) => {
    const entries = ledger.filter((entry) => String(entry.client) === String(wallet.client));
    const seqs = entries.map(({ seq }) => seq as number).sort((a, b) => a - b);
    const gapless = seqs.every((seq, index) => seq === index + 1) && seqs.length === wallet.seq;
    return [
      ...lotDifferences(wallet, entries),
      ...(gapless ? [] : [`wallet ${wallet._id}: entries ${seqs.join()} but seq ${wallet.seq}`]),
    ];
  });
  const paid = grants.filter(({ payment }) => payment).map(({ payment }) => String(payment));
  const claimed = new Set(claims.map(({ consultation }) => String(consultation)));
  return [
    ...ofWallets,
    ...endingsOf(ledger),
    ...(new Set(paid).size === paid.length ? [] : ['a payment has two grants']),
    ...(live.sort().join() === holds.sort().join()
      ? []
      : [`live bookings ${live.join()} but holds ${holds.join()}`]),
    ...live.filter((id) => !claimed.has(id)).map((id) => `booking ${id} has no claim`),
    ...overlaps(bookings, 'consultant'),
    ...overlaps(bookings, 'client'),
  ];
}
