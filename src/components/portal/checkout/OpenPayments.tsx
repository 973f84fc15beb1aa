'use client';
import Link from 'next/link';
import { useEffect, useState } from 'react';
import { Notice } from '@/components/ui/Notice';
import { api } from '../api';
import { type PaymentView } from '../types';
import { toPaymentView } from '../views/paymentView';
import { list } from '../views/read';

const UNDER_WAY = new Set<PaymentView['status']>(['processing', 'requires_action']);

/**
 * Warns of a payment that is still under way, e.g. after a window was closed in the middle, before a second
 * one is made.
 */
export function OpenPayments() {
  const [open, setOpen] = useState<PaymentView[]>([]);
  useEffect(() => {
    const stop = new AbortController();
    void api('/api/payments/history?limit=5', { signal: stop.signal }).then((answer) => {
      if (!answer.ok) return;
      const recent = list(answer.data.docs).map(toPaymentView);
      setOpen(recent.filter((payment) => UNDER_WAY.has(payment.status)));
    });
    return () => stop.abort();
  }, []);
  if (open.length === 0) return null;
  return (
    <Notice tone="warn" live title="A payment of yours is not settled yet" className="mb-6">
      {open.map((payment) => (
        <p key={payment.id}>
          {payment.packageName}: <Link href={`/checkout/${payment.id}`}>see what is happening</Link> before
          you pay again.
        </p>
      ))}
    </Notice>
  );
}
