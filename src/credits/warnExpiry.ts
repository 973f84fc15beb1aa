import { type Payload } from 'payload';

import { type TemplateKey } from '@/emails/catalog';
import { type MessageOrder, oweMissing } from '@/notifications/enqueue';
import { now } from '@/platform/clock';
import { nativeCollection } from '@/platform/store';

import { availableCredits } from './balance';
import { type Lot } from './lots';
import { type Wallet } from './wallet';
import { fromDocument, type WalletDocument } from './walletDocument';

const HOUR_MS = 3_600_000;

export interface ExpiryWarning {
  template: Extract<TemplateKey, `expiration-warning-${string}`>;
  /** Lots that expire later than this from now … */
  afterHours: number;
  /** … and not later than this. */
  withinHours: number;
}

/**
 * The jobs run each hour, and warn of what would have less than the whole time left at their next run. See
 * decision 0023.
 */
const UNTIL_NEXT_RUN = 1;
const WEEK = 7 * 24 + UNTIL_NEXT_RUN;
const DAY = 24 + UNTIL_NEXT_RUN;
export const SEVEN_DAYS: ExpiryWarning = {
  template: 'expiration-warning-7day',
  afterHours: DAY,
  withinHours: WEEK,
};
export const ONE_DAY: ExpiryWarning = {
  template: 'expiration-warning-1day',
  afterHours: 0,
  withinHours: DAY,
};

/** Whether a lot is to be warned of now. Nothing available, nothing to warn of. Pure. */
function isDue(
  lot: Pick<Lot, 'available' | 'expiresAt' | 'isVoid'>,
  warning: ExpiryWarning,
  at: Date,
): boolean {
  const left = lot.expiresAt.getTime() - at.getTime();
  return (
    !lot.isVoid &&
    lot.available > 0 &&
    left > warning.afterHours * HOUR_MS &&
    left <= warning.withinHours * HOUR_MS
  );
}

/** One warning a lot, kind and expiry date: an extension makes it a new one. */
const orderFor = (
  wallet: { client: string },
  lot: Lot,
  available: number,
  warning: ExpiryWarning,
): MessageOrder => ({
  template: warning.template,
  cause: `${lot.grant}:${lot.expiresAt.toISOString()}`,
  client: wallet.client,
  grant: lot.grant,
  facts: {
    creditsExpiring: String(lot.available),
    creditsAvailable: String(available),
    packageName: lot.packageName,
    expiresAt: lot.expiresAt.toISOString(),
  },
  notAfter: lot.expiresAt,
});

/** The warnings that a wallet owes at an instant. Pure. */
export function warningsOf(wallet: Wallet, warning: ExpiryWarning, at: Date): MessageOrder[] {
  const available = availableCredits(wallet, at);
  return wallet.lots
    .filter((lot) => isDue(lot, warning, at))
    .map((lot) => orderFor(wallet, lot, available, warning));
}

/** Owes the warnings that are due and not yet owed. @returns how many were new. */
export async function warnExpiry(
  payload: Payload,
  warning: ExpiryWarning,
  shouldStop: () => boolean = () => false,
): Promise<number> {
  const at = now();
  const due = nativeCollection<WalletDocument>(payload, 'wallets').find({
    lots: {
      $elemMatch: {
        available: { $gt: 0 },
        expiresAt: {
          $gt: new Date(at.getTime() + warning.afterHours * HOUR_MS),
          $lte: new Date(at.getTime() + warning.withinHours * HOUR_MS),
        },
      },
    },
  });
  let owed = 0;
  for await (const document of due) {
    if (shouldStop()) break;
    owed += await oweMissing(
      payload,
      'system:credit-warnings',
      warningsOf(fromDocument(document), warning, at),
    );
  }
  return owed;
}
