import { type Document } from 'mongodb';

import { type Books } from '../../support/invariants';

const sum = (entries: readonly Document[]): number =>
  entries.reduce((total, { quantity }) => total + Number(quantity), 0);

/**
 * I1 and I2: what a wallet says is held is its open holds; each hold ends once, whole; no more is taken back
 * than was granted.
 */
export function holdFaults({
  transactions: entries,
  wallets,
  'credit-grants': grants,
  consultations: bookings,
}: Books): string[] {
  const faults: string[] = [];
  for (const { lots, holds, held, available } of wallets) {
    for (const lot of lots as Document[]) {
      const parts = (holds as Document[])
        .flatMap((hold) => hold.parts as Document[])
        .filter(({ grant }) => String(grant) === String(lot.grant));
      if (sum(parts) !== lot.held)
        faults.push(`I1: lot ${String(lot.grant)} says ${String(lot.held)} held, its holds ${sum(parts)}`);
    }
    if (held !== (lots as Document[]).reduce((total, lot) => total + Number(lot.held), 0) || available < 0)
      faults.push(`I1: a wallet says ${String(held)} held, ${String(available)} available`);
  }
  for (const { _id, status, outcome } of bookings) {
    const of = (kind: string): number =>
      sum(entries.filter((entry) => entry.kind === kind && String(entry.consultation) === String(_id)));
    const ends =
      status === 'booked' ? [0, 0] : outcome.credits === 'returned' ? [of('hold'), 0] : [0, of('hold')];
    if (of('hold') === 0 || of('release') !== ends[0] || of('consume') !== ends[1]) {
      faults.push(
        `I2: consultation ${String(_id)} is ${String(status)}: ${of('hold')} held, ${of('release')} ` +
          `released, ${of('consume')} consumed`,
      );
    }
  }
  for (const grant of grants) {
    const of = (kind: string): number =>
      sum(entries.filter((entry) => entry.kind === kind && String(entry.grant) === String(grant._id)));
    const back = of('clawback') - of('reinstate');
    if (of('grant') !== grant.credits || back < 0 || back > grant.credits)
      faults.push(
        `I2: lot ${String(grant._id)} of ${String(grant.credits)}: ${of('grant')} granted, ${back} taken back`,
      );
  }
  return faults;
}
