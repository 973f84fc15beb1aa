import { type Payload } from 'payload';

import { type LedgerEntry } from '@/credits/ledger';
import { type WalletDocument } from '@/credits/walletDocument';
import { type Findings } from '@/platform/findings';
import { groupBy } from '@/platform/snapshot';
import { nativeCollection } from '@/platform/store';

import { isLive } from '../status';
import { type BookingPage } from './bookingPage';
import { type BookingRow, subjectOf } from './bookingRow';

/**
 * I3: a live booking has its hold in the wallet. I2: its hold was made once and, when it ended, ended once,
 * as decided.
 */
export async function checkHolds({ payload, findings, bookings, session }: BookingPage): Promise<void> {
  const ids = bookings.map((booking) => booking._id.toHexString());
  const keys = ids.flatMap((id) => [
    new RegExp(`^hold:${id}:`),
    new RegExp(`^release:${id}:`),
    new RegExp(`^consume:${id}(:|$)`),
  ]);
  const entries = await nativeCollection<LedgerEntry>(payload, 'transactions')
    .find(
      { key: { $in: keys } },
      { session, projection: { key: 1, kind: 1, from: 1, quantity: 1, client: 1 } },
    )
    .toArray();
  const wallets = await nativeCollection<WalletDocument>(payload, 'wallets')
    .find(
      { client: { $in: bookings.map((booking) => booking.client) } },
      { session, projection: { client: 1, holds: 1 } },
    )
    .toArray();
  const entriesOf = groupBy(entries, (entry) => entry.key.split(':')[1] ?? '');
  const holdsOf = new Map(wallets.map((wallet) => [wallet.client.toHexString(), wallet.holds]));
  for (const booking of bookings) {
    const open = (holdsOf.get(booking.client.toHexString()) ?? []).filter((hold) =>
      hold.consultation.equals(booking._id),
    );
    const held = sum(open.flatMap((hold) => hold.parts));
    const due = isLive(booking.status) ? booking.credits : 0;
    if (held !== due)
      findings.differs(
        'I3',
        subjectOf(booking),
        `it is ${booking.status} with ${booking.credits} credits, its client's wallet holds ${held} for it`,
      );
    for (const fault of entryFaults(booking, entriesOf.get(booking._id.toHexString()) ?? []))
      findings.differs('I2', subjectOf(booking), fault);
  }
  findings.checked('I2', 'holds', bookings.length);
}

const sum = (parts: readonly { quantity: number }[]): number =>
  parts.reduce((total, part) => total + part.quantity, 0);

function entryFaults(booking: BookingRow, entries: LedgerEntry[]): string[] {
  const of = (kind: LedgerEntry['kind']): LedgerEntry[] => entries.filter((entry) => entry.kind === kind);
  // A corrected outcome takes back what the first one did; its entries are not from the hold.
  const corrects = (entry: LedgerEntry): boolean => entry.from !== 'held';
  const held = sum(of('hold'));
  const released = sum(of('release')) - sum(of('consume').filter(corrects));
  const consumed = sum(of('consume')) - sum(of('release').filter(corrects));
  const faults =
    held === booking.credits ? [] : [`it costs ${booking.credits} credits, the ledger holds ${held} for it`];
  const ended = !isLive(booking.status);
  const due = {
    released: ended && booking.outcome?.credits === 'returned' ? booking.credits : 0,
    consumed: ended && booking.outcome?.credits === 'consumed' ? booking.credits : 0,
  };
  if (released !== due.released)
    faults.push(
      `it is ${booking.status}: ${due.released} credits are to be returned, the ledger returns ${released}`,
    );
  if (consumed !== due.consumed)
    faults.push(
      `it is ${booking.status}: ${due.consumed} credits are to be used, the ledger uses ${consumed}`,
    );
  if (ended && !booking.outcome?.credits)
    faults.push(`it is ${booking.status} and says nothing of its credits`);
  const strangers = entries.filter((entry) => !entry.client.equals(booking.client));
  if (strangers.length > 0) faults.push(`the entry ${strangers[0]?.key} is of another client`);
  return faults;
}

/** A hold for a booking that is not live ties up credits for nothing. */
export async function findStrayHolds(payload: Payload, findings: Findings): Promise<void> {
  const stray = nativeCollection(payload, 'wallets').aggregate([
    { $match: { 'holds.0': { $exists: true } } },
    { $unwind: '$holds' },
    {
      $lookup: {
        from: 'consultations',
        localField: 'holds.consultation',
        foreignField: '_id',
        pipeline: [{ $project: { client: 1 } }],
        as: 'booking',
      },
    },
    { $match: { $expr: { $ne: [{ $first: '$booking.client' }, '$client'] } } },
    { $project: { consultation: '$holds.consultation' } },
  ]);
  for await (const { _id, consultation } of stray) {
    findings.differs(
      'I3',
      `wallets:${String(_id)}`,
      `it holds credits for consultation ${String(consultation)}, which is not a booking of this client`,
    );
  }
}
