import { ObjectId, type Document } from 'mongodb';

import { type Lot } from './lots';
import { type Hold, type Wallet } from './wallet';

/** The wallet as stored. `available` and `held` repeat what the lots say, for lists in the admin. */
export interface WalletFields {
  client: ObjectId;
  version: number;
  seq: number;
  available: number;
  held: number;
  lots: (Omit<Lot, 'grant'> & { grant: ObjectId })[];
  lowBalanceArmed?: boolean;
  lowBalanceSeq?: number | null;
  holds: { consultation: ObjectId; version: number; parts: { grant: ObjectId; quantity: number }[] }[];
}

export interface WalletDocument extends WalletFields, Document {
  _id: ObjectId;
}

export function fromDocument(document: WalletDocument): Wallet {
  return {
    client: document.client.toHexString(),
    version: document.version,
    seq: document.seq,
    lowBalanceArmed: document.lowBalanceArmed ?? false,
    lowBalanceSeq: document.lowBalanceSeq ?? undefined,
    lots: document.lots.map((lot) => ({ ...lot, grant: lot.grant.toHexString() })),
    holds: document.holds.map<Hold>((hold) => ({
      consultation: hold.consultation.toHexString(),
      version: hold.version,
      parts: hold.parts.map((part) => ({ grant: part.grant.toHexString(), quantity: part.quantity })),
    })),
  };
}

export function toDocument(wallet: Wallet): WalletFields {
  return {
    client: new ObjectId(wallet.client),
    version: wallet.version,
    seq: wallet.seq,
    lowBalanceArmed: wallet.lowBalanceArmed ?? false,
    lowBalanceSeq: wallet.lowBalanceSeq ?? null,
    available: wallet.lots.reduce((total, lot) => total + lot.available, 0),
    held: wallet.lots.reduce((total, lot) => total + lot.held, 0),
    lots: wallet.lots.map((lot) => ({ ...lot, grant: new ObjectId(lot.grant) })),
    holds: wallet.holds.map((hold) => ({
      consultation: new ObjectId(hold.consultation),
      version: hold.version,
      parts: hold.parts.map((part) => ({ grant: new ObjectId(part.grant), quantity: part.quantity })),
    })),
  };
}
