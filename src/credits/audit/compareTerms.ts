import { type Lot } from '../lots';

/** What of a grant decides when and for what its credits may be spent. */
export type Terms = Pick<Lot, 'source' | 'priority' | 'bookBeforeExpiry'>;

const TERMS: readonly (keyof Terms)[] = ['source', 'priority', 'bookBeforeExpiry'];

/**
 * Where lots burn by other terms than they were granted on, in sentences. Pure. The expiry is the ledger's:
 * it can be moved.
 */
export const compareTerms = (lots: readonly Lot[], granted: ReadonlyMap<string, Terms>): string[] =>
  lots.flatMap((lot) => {
    const grant = granted.get(lot.grant);
    if (!grant) return [];
    return TERMS.filter((term) => lot[term] !== grant[term]).map(
      (term) => `lot ${lot.grant} has ${term} ${String(lot[term])}, by its grant ${String(grant[term])}`,
    );
  });
