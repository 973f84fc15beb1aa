/**
 * A reason of the ledger as words: `client-cancelled-in-time` → `client cancelled in time`. A sentence stays
 * as it is.
 */
export const reasonWords = (reason: string): string =>
  /^[a-z][a-z_-]*$/.test(reason) ? reason.replaceAll(/[_-]/g, ' ').replace('no show', 'no-show') : reason;
