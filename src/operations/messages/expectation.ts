import { messageKey, type MessageOrder } from '@/notifications/enqueue';

/** A mail that the records say must exist, or must not. */
export interface Expectation {
  key: string;
  order: MessageOrder;
  /** Whose balance it tells, if it tells one. */
  client?: string;
  /** The cause of the entries whose effect on the balance it tells. */
  entries?: string;
  /** Since when it must be on record; null when it is not owed (yet). */
  owedSince: Date | null;
  /** When it will be owed unless something changes; of what is not owed yet. */
  comesAt?: Date;
  /** Why it is owed, or why not: for people. */
  because: string;
}

export const expected = (order: MessageOrder, owedSince: Date | null, because: string): Expectation => ({
  key: messageKey(order),
  order,
  owedSince,
  because,
});

/** A mail whose time has not come. */
export const comesLater = (order: MessageOrder, comesAt: Date, because: string): Expectation => ({
  ...expected(order, null, because),
  comesAt,
});
