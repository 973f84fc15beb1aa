/** A lot of credits as the client's record lists it. */
export interface LotRow {
  id: string;
  name: string;
  source: string;
  available: number;
  held: number;
  used: number;
  total: number;
  expiresAt: string;
}

export interface CreditsView {
  available: number;
  held: number;
  used: number;
  expired: number;
  within7Days: number;
  isLow: boolean;
  lots: LotRow[];
}

/** The reason codes and bounds of an assignment by hand. */
export interface AssignOptions {
  reasonCodes: readonly string[];
  /** Most credits this role may give one client in a day; null for no limit. */
  dailyLimit: number | null;
}
