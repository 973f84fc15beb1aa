import { type Account, type EntryKind } from './wallet';

/**
 * The ledger told again from its first entry: what a client's lots and holds must be. Pure, and written apart from
 * the rules that change wallets, so that the two cannot share a mistake.
 */
export interface ReplayEntry {
  seq: number;
  kind: EntryKind;
  grant: string;
  from: Account;
  to: Account;
  quantity: number;
  consultation?: string;
  cause: string;
  at: Date;
  /** What the client could spend after it. */
  balanceAfter: number;
  newExpiresAt?: Date;
}

export type ReplayedLot = Record<Exclude<Account, 'issued'>, number> & {
  total: number;
  expiresAt: Date;
  isVoid: boolean;
};

export interface Replay {
  /** Sequence number of the last entry. */
  seq: number;
  lots: Map<string, ReplayedLot>;
  /** Open holds: credits by lot, for each consultation. */
  holds: Map<string, Map<string, number>>;
  faults: Fault[];
  /** Entries of the posting being read, each with what was available after it. */
  posting: { entry: ReplayEntry; available: number }[];
}

interface Fault {
  invariant: 'I1' | 'I2';
  seq: number;
  what: string;
}

/** Which accounts each kind moves between. Source: docs/domain.md#credits */
const MOVES: Record<EntryKind, { from: readonly Account[]; to: readonly Account[] }> = {
  grant: { from: ['issued'], to: ['available'] },
  hold: { from: ['available'], to: ['held'] },
  // Not held: the outcome was corrected after the hold had ended.
  release: { from: ['held', 'consumed'], to: ['available', 'expired', 'voided'] },
  consume: { from: ['held', 'available', 'expired', 'voided'], to: ['consumed'] },
  expire: { from: ['available'], to: ['expired'] },
  extend: { from: ['available'], to: ['available'] },
  void: { from: ['available'], to: ['voided'] },
  clawback: { from: ['available'], to: ['clawed_back'] },
  reinstate: { from: ['clawed_back'], to: ['available'] },
};

/** Only an extension, and the void of a lot whose credits are all held, move nothing. */
function quantityFits({ kind, quantity }: ReplayEntry): boolean {
  if (kind === 'extend') return quantity === 0;
  return kind === 'void' ? quantity >= 0 : quantity > 0;
}

export const startReplay = (): Replay => ({
  seq: 0,
  lots: new Map(),
  holds: new Map(),
  faults: [],
  posting: [],
});

/** All of it at once, for a ledger that fits in memory. `expiryOf` is a lot's expiry as issued. */
export function replay(
  entries: Iterable<ReplayEntry>,
  expiryOf: (grant: string) => Date | undefined,
): Replay {
  const state = startReplay();
  for (const entry of entries) addEntry(state, entry, expiryOf);
  return endReplay(state);
}

/** Adds the next entry in the order of `seq`. Changes the replay it is given. */
export function addEntry(
  state: Replay,
  entry: ReplayEntry,
  expiryOf: (grant: string) => Date | undefined,
): void {
  const fault = (invariant: Fault['invariant'], what: string): void =>
    void state.faults.push({ invariant, seq: entry.seq, what });
  const last = state.posting.at(-1)?.entry;
  if (last && (last.cause !== entry.cause || last.at.getTime() !== entry.at.getTime())) checkBalances(state);
  if (entry.seq !== state.seq + 1)
    fault('I1', `entry ${state.seq + 1} is missing: the next one is ${entry.seq}`);
  state.seq = entry.seq;
  const move = MOVES[entry.kind];
  if (!move || !move.from.includes(entry.from) || !move.to.includes(entry.to))
    fault('I1', `a ${entry.kind} moves ${entry.from} → ${entry.to}`);
  const whole = Number.isSafeInteger(entry.quantity) && quantityFits(entry);
  if (!whole) fault('I1', `a ${entry.kind} of ${entry.quantity} credits`);
  moveCredits(state, entry, expiryOf(entry.grant), fault);
  moveHold(state, entry, fault);
  state.posting.push({ entry, available: availableAt(state, entry.at) });
}

/** To be called after the last entry. */
export function endReplay(state: Replay): Replay {
  checkBalances(state);
  return state;
}

type Report = (invariant: Fault['invariant'], what: string) => void;

function moveCredits(state: Replay, entry: ReplayEntry, expiresAt: Date | undefined, fault: Report): void {
  if (!expiresAt) fault('I1', `its lot ${entry.grant} does not exist`);
  const known = state.lots.get(entry.grant);
  if (!known && entry.kind !== 'grant')
    fault('I1', `a ${entry.kind} of lot ${entry.grant}, which was not granted before`);
  if (known && entry.kind === 'grant') fault('I2', `lot ${entry.grant} is granted a second time`);
  const lot = known ?? {
    total: 0,
    available: 0,
    held: 0,
    consumed: 0,
    expired: 0,
    voided: 0,
    clawed_back: 0,
    expiresAt: expiresAt ?? new Date(0),
    isVoid: false,
  };
  state.lots.set(entry.grant, lot);
  if (entry.from === 'issued') lot.total += entry.quantity;
  else lot[entry.from] -= entry.quantity;
  if (entry.to !== 'issued') lot[entry.to] += entry.quantity;
  if (entry.from !== 'issued' && lot[entry.from] < 0)
    fault('I1', `${entry.from} of lot ${entry.grant} falls to ${lot[entry.from]}`);
  if (entry.newExpiresAt) lot.expiresAt = entry.newExpiresAt;
  if (entry.kind === 'void') lot.isVoid = true;
}

function moveHold(state: Replay, entry: ReplayEntry, fault: Report): void {
  if (entry.kind !== 'hold' && entry.from !== 'held') return;
  const consultation = entry.consultation ?? 'none';
  const parts = state.holds.get(consultation) ?? new Map<string, number>();
  const held = parts.get(entry.grant) ?? 0;
  if (entry.kind === 'hold') {
    if (held > 0)
      fault('I2', `credits of lot ${entry.grant} are held twice for consultation ${consultation}`);
    parts.set(entry.grant, held + entry.quantity);
    state.holds.set(consultation, parts);
    return;
  }
  if (held === 0)
    fault(
      'I2',
      `a ${entry.kind} for consultation ${consultation}, which holds nothing of lot ${entry.grant}`,
    );
  else if (held !== entry.quantity)
    fault('I2', `a ${entry.kind} of ${entry.quantity} for consultation ${consultation}, which holds ${held}`);
  parts.delete(entry.grant);
  if (parts.size === 0) state.holds.delete(consultation);
}

function availableAt(state: Replay, at: Date): number {
  let available = 0;
  for (const lot of state.lots.values())
    if (lot.expiresAt.getTime() > at.getTime()) available += lot.available;
  return available;
}

/**
 * An entry names what was available after it. Those of older data all name the end of their posting, and two postings
 * of one cause in one millisecond look like one; so any balance from its own on will do, and the last must
 * name the end.
 */
function checkBalances(state: Replay): void {
  const { posting } = state;
  posting.forEach(({ entry }, index) => {
    const possible = posting.slice(index).map(({ available }) => available);
    if (possible.includes(entry.balanceAfter)) return;
    state.faults.push({
      invariant: 'I1',
      seq: entry.seq,
      what: `the balance after it is ${possible.at(-1)}, it says ${entry.balanceAfter}`,
    });
  });
  state.posting = [];
}
