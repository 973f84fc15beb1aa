'use client';
import { useEffect, useState } from 'react';
import { api } from '../api';
import { type BalanceView, type PaymentView } from '../types';
import { toBalanceView } from '../views/balanceView';
import { toPaymentView } from '../views/paymentView';
import {
  GIVE_UP_AFTER_MS,
  isFinal,
  outcomeOfPayment,
  pollDelay,
  type PaymentOutcomeState,
  type Told,
} from './outcomeOfPayment';

export interface PaymentOutcome {
  state: PaymentOutcomeState | 'late' | 'missing' | 'signed-out';
  payment: PaymentView | null;
  /** Once the credits are there. */
  balance: BalanceView | null;
}

/** Follows one payment until its credits are on the account, it has failed, or a minute is over. */
export function usePaymentOutcome(paymentId: string, told: Told): PaymentOutcome {
  const [outcome, setOutcome] = useState<PaymentOutcome>({ state: 'waiting', payment: null, balance: null });

  useEffect(() => {
    const stop = new AbortController();
    let timer: number | undefined;
    const startedAt = Date.now();
    const look = async (asked: number): Promise<void> => {
      const seen = await lookOnce(paymentId, told, stop.signal);
      if (stop.signal.aborted) return;
      const isOver = Date.now() - startedAt > GIVE_UP_AFTER_MS;
      if (seen && isLast(seen)) setOutcome(seen);
      else if (isOver) setOutcome((last) => givenUp(seen ?? last));
      else {
        if (seen) setOutcome(seen);
        timer = window.setTimeout(() => void look(asked + 1), pollDelay(asked));
      }
    };
    void look(0);
    return () => {
      stop.abort();
      window.clearTimeout(timer);
    };
  }, [paymentId, told]);

  return outcome;
}

function isLast({ state }: PaymentOutcome): boolean {
  return state === 'missing' || state === 'signed-out' || (state !== 'late' && isFinal(state));
}

function givenUp(last: PaymentOutcome): PaymentOutcome {
  return last.state === 'waiting' ? { ...last, state: 'late' } : last;
}

/** One look; null when no answer came, which is no news. */
async function lookOnce(paymentId: string, told: Told, signal: AbortSignal): Promise<PaymentOutcome | null> {
  const answer = await api(`/api/payments/${encodeURIComponent(paymentId)}?depth=0`, { signal });
  if (!answer.ok) {
    const { status } = answer.problem;
    if (status === 404) return { state: 'missing', payment: null, balance: null };
    if (status === 401 || status === 403) return { state: 'signed-out', payment: null, balance: null };
    return null;
  }
  const payment = toPaymentView(answer.data);
  const state = outcomeOfPayment(payment, told);
  if (state !== 'granted') return { state, payment, balance: null };
  const owned = await api('/api/credits/balance', { signal });
  return { state, payment, balance: owned.ok ? toBalanceView(owned.data) : null };
}
