/** What the credit history can be narrowed to: kinds of entry under a word a client would use. */
export const HISTORY_FILTERS = [
  { name: 'Everything', kinds: '' },
  { name: 'Added', kinds: 'grant,reinstate' },
  { name: 'Sessions', kinds: 'hold,release,consume' },
  { name: 'Expiry', kinds: 'expire,extend' },
  { name: 'Taken back', kinds: 'clawback,void' },
] as const;

export type HistoryFilter = (typeof HISTORY_FILTERS)[number];
