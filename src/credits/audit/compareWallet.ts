import { type Replay, type ReplayedLot } from '../replay';
import { type Lot } from '../lots';
import { type Hold, type Wallet } from '../wallet';

const ACCOUNTS: readonly (
  readonly [keyof Lot & keyof ReplayedLot, keyof ReplayedLot] | readonly [keyof Lot, keyof ReplayedLot]
)[] = [
  ['total', 'total'],
  ['available', 'available'],
  ['held', 'held'],
  ['used', 'consumed'],
  ['expired', 'expired'],
  ['voided', 'voided'],
  ['clawedBack', 'clawed_back'],
];

/** What a stored wallet says otherwise than its entries do, in sentences. Pure. */
export function compareWallet(wallet: Wallet & { available: number; held: number }, told: Replay): string[] {
  const differences = wallet.lots.flatMap((lot) => compareLot(lot, told.lots.get(lot.grant)));
  const stored = new Set(wallet.lots.map((lot) => lot.grant));
  for (const grant of told.lots.keys())
    if (!stored.has(grant)) differences.push(`lot ${grant} of the entries is not in the wallet`);
  if (stored.size !== wallet.lots.length) differences.push('a lot is in the wallet twice');
  if (wallet.seq !== told.seq)
    differences.push(`the wallet says ${wallet.seq} entries, the ledger ends with ${told.seq}`);
  const sum = (pick: (lot: Lot) => number): number =>
    wallet.lots.reduce((total, lot) => total + pick(lot), 0);
  if (wallet.available !== sum((lot) => lot.available))
    differences.push(
      `the wallet says ${wallet.available} available, its lots ${sum((lot) => lot.available)}`,
    );
  if (wallet.held !== sum((lot) => lot.held))
    differences.push(`the wallet says ${wallet.held} held, its lots ${sum((lot) => lot.held)}`);
  return [...differences, ...compareHolds(wallet.holds, told)];
}

function compareLot(lot: Lot, told: ReplayedLot | undefined): string[] {
  if (!told) return [`lot ${lot.grant} has no entries`];
  const differences = ACCOUNTS.filter(([stored, entry]) => lot[stored] !== told[entry]).map(
    ([stored, entry]) =>
      `lot ${lot.grant} says ${String(lot[stored])} ${stored}, its entries ${String(told[entry])}`,
  );
  if (lot.expiresAt.getTime() !== told.expiresAt.getTime()) {
    differences.push(
      `lot ${lot.grant} expires ${lot.expiresAt.toISOString()}, by grant and entries ${told.expiresAt.toISOString()}`,
    );
  }
  if ((lot.isVoid ?? false) !== told.isVoid)
    differences.push(
      told.isVoid
        ? `lot ${lot.grant} is void by its entries, and in use`
        : `lot ${lot.grant} is void, and no entry says so`,
    );
  const parts = lot.available + lot.held + lot.used + lot.expired + lot.voided + lot.clawedBack;
  if (parts !== lot.total)
    differences.push(`the accounts of lot ${lot.grant} sum to ${parts}, not to its ${lot.total}`);
  return differences;
}

const textOf = (parts: Iterable<readonly [string, number]>): string =>
  [...parts]
    .map(([grant, quantity]) => `${quantity} of ${grant}`)
    .sort()
    .join(', ') || 'nothing';

function compareHolds(holds: readonly Hold[], told: Replay): string[] {
  const stored = new Map(
    holds.map((hold) => [
      hold.consultation,
      textOf(hold.parts.map((part) => [part.grant, part.quantity] as const)),
    ]),
  );
  const entries = new Map([...told.holds].map(([consultation, parts]) => [consultation, textOf(parts)]));
  return [...new Set([...stored.keys(), ...entries.keys()])]
    .filter((consultation) => stored.get(consultation) !== entries.get(consultation))
    .map(
      (consultation) =>
        `for consultation ${consultation} the wallet holds ${stored.get(consultation) ?? 'nothing'}, by ` +
        `its entries ${entries.get(consultation) ?? 'nothing'}`,
    );
}
