/** What may be corrected on a lot, and by whom it is looked at. */
export interface LotActionsView {
  grantId: string;
  /** The lot's expiry as it stands now, extensions included. */
  expiresAt: string;
  /** The latest that the one who looks may give it. */
  latestExpiresAt: string;
  available: number;
  held: number;
  canExtend: boolean;
  canVoid: boolean;
  reasonCodes: readonly string[];
}
