/** The life of a payment, as data. Source: docs/domain.md#payments */
export const PAYMENT_STATUSES = [
  'created',
  'processing',
  'requires_action',
  'succeeded',
  'failed',
  'cancelled',
  'partially_refunded',
  'refunded',
  'disputed',
] as const;

export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

/**
 * `failed` is not an end: the client may try another card on the same payment. `cancelled` is one for the
 * client, but money that arrives all the same is honoured.
 */
const NEXT: Record<PaymentStatus, readonly PaymentStatus[]> = {
  created: ['processing', 'requires_action', 'succeeded', 'failed', 'cancelled'],
  processing: ['requires_action', 'succeeded', 'failed', 'cancelled'],
  requires_action: ['processing', 'succeeded', 'failed', 'cancelled'],
  failed: ['processing', 'requires_action', 'succeeded', 'cancelled'],
  cancelled: ['succeeded'],
  succeeded: ['partially_refunded', 'refunded', 'disputed'],
  partially_refunded: ['partially_refunded', 'refunded', 'disputed', 'succeeded'],
  disputed: ['succeeded', 'partially_refunded', 'refunded'],
  // A refund may fail at the bank days later.
  refunded: ['partially_refunded', 'succeeded', 'disputed'],
};

export const mayBecome = (from: PaymentStatus, to: PaymentStatus): boolean => NEXT[from].includes(to);

/** The money has not arrived yet, and still may. */
export const isOpen = (status: PaymentStatus): boolean =>
  ['created', 'processing', 'requires_action', 'failed'].includes(status);
