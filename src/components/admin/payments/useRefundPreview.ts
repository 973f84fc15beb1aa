'use client';
import { useEffect, useState } from 'react';

import { getJson } from '../api';

export interface RefundPreview {
  /** Minor units that can still be given back. */
  refundable: number;
  /** Minor units this answer is about. */
  amount: number;
  creditsOwedBack: number;
  creditsTaken: number;
  shortfall: number;
  toDecide: number;
  lot: { available: number; held: number; used: number; expired: number; voided: number };
  /** Credits the client could book with afterwards. */
  balanceAfter: number;
}

interface Known {
  preview: RefundPreview | null;
  problem: string | null;
}

/** What a refund of that amount would take of the credits; of all that is left when no amount is given. */
export function useRefundPreview(paymentId: string, amount: number | null): Known {
  const [known, setKnown] = useState<Known>({ preview: null, problem: null });

  useEffect(() => {
    const stop = new AbortController();
    const query = amount ? `?amount=${amount}` : '';
    getJson<RefundPreview>(`/api/payments/${paymentId}/refund-preview${query}`, stop.signal).then(
      (called) =>
        setKnown((before) =>
          called.ok ? { preview: called.data, problem: null } : { ...before, problem: called.message },
        ),
      () => undefined, // Aborted: another amount was typed.
    );
    return () => stop.abort();
  }, [paymentId, amount]);
  return known;
}
