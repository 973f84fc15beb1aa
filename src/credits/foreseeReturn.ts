import { type PayloadRequest } from 'payload';

import { readWallet } from './readWallet';
import { placesIn } from './settleHold';
import { type Settled, settledAt, settledBy } from './settled';
import { releaseHold, restoreSpent } from './settlement';
import { type Change, WalletRefusal } from './wallet';

export interface Return {
  clientId: string;
  consultationId: string;
  version: number;
  ourFault: boolean;
  at: Date;
  /** What an earlier outcome, now corrected, did with the credits; null while they are held. */
  before: 'returned' | 'consumed' | null;
}

/**
 * Where a booking's credits will lie when its ending returns them, by the rules that will move them, on the wallet as
 * it is: in a transaction, as that sees it. Null when there is nothing to return.
 */
export async function foreseeReturn(req: PayloadRequest, subject: Return): Promise<Settled | null> {
  const { clientId, consultationId: consultation, version, ourFault, at: now } = subject;
  if (subject.before === 'returned') return settledAt(await placesIn(req, subject));
  const places = subject.before ? await placesIn(req, subject, { asSettled: true }) : [];
  const wallet = await readWallet({ payload: req.payload, clientId, req });
  return allowed(() =>
    subject.before
      ? restoreSpent(wallet, { consultation, version, places, now, ourFault })
      : releaseHold(wallet, { consultation, now, ourFault }),
  );
}

/** What the wallet refuses is told by the deed, not by its preview. */
function allowed(change: () => Change): Settled | null {
  try {
    return settledBy(change().movements);
  } catch (error) {
    if (error instanceof WalletRefusal) return null;
    throw error;
  }
}
