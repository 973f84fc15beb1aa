/** What must always be true of the rows, whatever happened. Numbered as in the documentation of faults. */
export const INVARIANTS = {
  I1: 'each wallet is the sum of its ledger entries',
  I2: 'one grant a payment and its money accounted for to the cent, one end a hold, no gap in the invoices',
  I3: 'no two live bookings of a person overlap; each has its slot and its hold',
  I4: 'every webhook ends processed, or visibly failed',
  I5: 'each ledger and audit entry names who, why and when',
  I6: 'every commitment ends in its effect, or in a visible dead letter',
} as const;

export type Invariant = keyof typeof INVARIANTS;

interface Difference {
  /** The record, as `collection:id`. */
  subject: string;
  /** What is wrong with it, in a sentence with both values. */
  what: string;
}

/** What was found about one invariant. */
export interface Finding {
  /** How many of each thing were looked at. */
  checked: Record<string, number>;
  /** How many things differ; of them the first few. */
  count: number;
  differences: Difference[];
  /** Not wrong, but waiting for staff: dead letters. */
  waiting: Difference[];
}

const KEPT = 20;
const nothing = (): Finding => ({ checked: {}, count: 0, differences: [], waiting: [] });

/** Collects what checks find; keeps the first few of each kind, so that a wreck of a database fits in memory. */
export class Findings {
  readonly of: Record<Invariant, Finding> = {
    I1: nothing(),
    I2: nothing(),
    I3: nothing(),
    I4: nothing(),
    I5: nothing(),
    I6: nothing(),
  };

  checked(invariant: Invariant, what: string, count = 1): void {
    const { checked } = this.of[invariant];
    checked[what] = (checked[what] ?? 0) + count;
  }

  differs(invariant: Invariant, subject: string, what: string): void {
    const finding = this.of[invariant];
    finding.count += 1;
    if (finding.differences.length < KEPT) finding.differences.push({ subject, what });
  }

  waits(invariant: Invariant, subject: string, what: string): void {
    const { waiting } = this.of[invariant];
    if (waiting.length < KEPT) waiting.push({ subject, what });
  }

  /** The invariants that do not hold, in order. */
  broken(): Invariant[] {
    return (Object.keys(this.of) as Invariant[]).filter((invariant) => this.of[invariant].count > 0);
  }
}
