/** Why staff assign or correct credits. A closed list, so that reports can count them. */
export const REASON_CODES = [
  'goodwill',
  'service_failure',
  'correction',
  'promotion',
  'contract',
  'other',
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];
