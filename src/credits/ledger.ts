import { type Document, ObjectId } from 'mongodb';
import { type PayloadRequest } from 'payload';

import { actorOf } from '@/platform/actor';
import { now } from '@/platform/clock';
import { DomainError } from '@/platform/errors';
import { currentCorrelationId } from '@/platform/logger';
import { recentSettings } from '@/platform/settings';
import { nativeCollection, requireSession } from '@/platform/store';

import { availableCredits } from './balance';
import { balancesAlong } from './balancesAlong';
import { judgeLowBalance, warnLowBalance } from './lowBalance';
import {
  type Account,
  type Change,
  emptyWallet,
  type EntryKind,
  type Movement,
  type Wallet,
  WalletRefusal,
} from './wallet';
import { fromDocument, toDocument, type WalletDocument } from './walletDocument';

/** One append-only entry: a quantity of one lot moved from one account to another. */
export interface LedgerEntry extends Document {
  _id: ObjectId;
  client: ObjectId;
  grant: ObjectId;
  kind: EntryKind;
  from: Account;
  to: Account;
  quantity: number;
  consultation?: ObjectId;
  payment?: ObjectId;
  actor: string;
  cause: string;
  reason?: string;
  key: string;
  seq: number;
  /** What the client can spend after this entry. */
  balanceAfter: number;
  oldExpiresAt?: Date;
  newExpiresAt?: Date;
  correlationId: string | null;
  at: Date;
}

export interface Posting {
  clientId: string;
  /** What made this happen, e.g. `payment:<id>` or `consultation:<id>:v1`. */
  cause: string;
  reason?: string;
  paymentId?: string;
  change: (wallet: Wallet) => Change;
}

export interface Posted {
  before: Wallet;
  wallet: Wallet;
}

/**
 * The single writer of the ledger and the wallets. Reads the wallet, lets a pure rule change it, compares and
 * sets it by version and appends the entries, all in the caller's transaction: at most three commands.
 * A concurrent change of the same wallet makes the transaction conflict and run again.
 * @throws DomainError INSUFFICIENT_CREDITS, INVALID_TRANSITION
 */
export async function post(req: PayloadRequest, posting: Posting): Promise<Posted> {
  const session = requireSession(req);
  const wallets = nativeCollection<WalletDocument>(req.payload, 'wallets');
  const stored = await wallets.findOne({ client: new ObjectId(posting.clientId) }, { session });
  const before = stored ? fromDocument(stored) : emptyWallet(posting.clientId);
  const change = decide(posting, before);
  if (change.movements.length === 0 && !change.isNoted) return { before, wallet: before };

  const at = now();
  const available = availableCredits(change.wallet, at);
  const { lowBalanceThreshold } = await recentSettings(req.payload);
  const low = judgeLowBalance({
    armed: before.lowBalanceArmed ?? false,
    available,
    threshold: lowBalanceThreshold,
  });
  const seq = before.seq + change.movements.length;
  const next: Wallet = {
    ...change.wallet,
    version: before.version + 1,
    seq,
    lowBalanceArmed: low.armed,
    ...(low.warn ? { lowBalanceSeq: seq } : {}),
  };
  if (stored) {
    const set = await wallets.updateOne(
      { _id: stored._id, version: before.version },
      { $set: { ...toDocument(next), updatedAt: at } },
      { session },
    );
    if (set.matchedCount !== 1) throw new Error('The wallet changed inside its own transaction.');
  } else {
    await wallets.insertOne(
      { _id: new ObjectId(), ...toDocument(next), createdAt: at, updatedAt: at },
      { session },
    );
  }
  if (change.movements.length > 0) await append(req, posting, change, before, at);
  if (low.warn) await warnLowBalance(req, next, available);
  return { before, wallet: next };
}

/** Refusals in words for whoever asked. */
const REFUSAL: Partial<Record<WalletRefusal['reason'], string>> = {
  not_later: 'The new expiry must be later than the present one, and in the future.',
  lapsed: 'These credits have expired. Assign new ones instead.',
  nothing_left: 'Nothing of these credits is left to void.',
};

function decide(posting: Posting, wallet: Wallet): Change {
  try {
    return posting.change(wallet);
  } catch (error) {
    if (!(error instanceof WalletRefusal)) throw error;
    if (error.reason === 'insufficient') throw new DomainError('INSUFFICIENT_CREDITS');
    if (error.reason === 'no_such_lot') throw new DomainError('NOT_FOUND');
    throw new DomainError('INVALID_TRANSITION', {
      message: REFUSAL[error.reason],
      detail: { reason: error.reason, cause: posting.cause },
    });
  }
}

function reasonOf(movement: Movement, posting: Posting): { reason?: string } {
  const reason = movement.reason ?? posting.reason;
  return reason ? { reason } : {};
}

async function append(
  req: PayloadRequest,
  posting: Posting,
  change: Change,
  before: Wallet,
  at: Date,
): Promise<void> {
  const balances = balancesAlong(before, change, at);
  const entries = change.movements.map<LedgerEntry>((movement, index) => ({
    _id: new ObjectId(),
    client: new ObjectId(posting.clientId),
    grant: new ObjectId(movement.grant),
    kind: movement.kind,
    from: movement.from,
    to: movement.to,
    quantity: movement.quantity,
    ...(movement.consultation ? { consultation: new ObjectId(movement.consultation) } : {}),
    ...(posting.paymentId ? { payment: new ObjectId(posting.paymentId) } : {}),
    ...(movement.oldExpiresAt ? { oldExpiresAt: movement.oldExpiresAt } : {}),
    ...(movement.newExpiresAt ? { newExpiresAt: movement.newExpiresAt } : {}),
    actor: actorOf(req),
    cause: posting.cause,
    ...reasonOf(movement, posting),
    key: movement.key,
    seq: before.seq + index + 1,
    balanceAfter: balances[index] ?? 0,
    correlationId: currentCorrelationId() ?? null,
    at,
    createdAt: at,
    updatedAt: at,
  }));
  await nativeCollection<LedgerEntry>(req.payload, 'transactions').insertMany(entries, {
    session: requireSession(req),
    ordered: true,
  });
}
