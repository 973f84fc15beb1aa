/** What the refund dialog needs to know of a payment. */
export interface RefundView {
  paymentId: string;
  currency: string;
  reasonCodes: readonly string[];
}
