import { availableCredits } from './balance';
import { type Wallet } from './wallet';

/** What a client could spend before and after the cause of a mail, as the mail tells it. */
export interface Told {
  before: number;
  after: number;
}

/** Before anything is known: whoever owes the mail says it. */
export const UNTOLD: Told = { before: 0, after: 0 };

/** From the wallets around a posting, as they stood at its instant. Pure. */
export const toldOf = (
  { before, wallet }: { before: Pick<Wallet, 'lots'>; wallet: Pick<Wallet, 'lots'> },
  at: Date,
): Told => ({
  before: availableCredits(before, at),
  after: availableCredits(wallet, at),
});

/** As templates name them. Pure. */
export const toldFacts = ({ before, after }: Told): Record<'creditsBefore' | 'creditsAvailable', string> => ({
  creditsBefore: String(before),
  creditsAvailable: String(after),
});
