import { type Metadata } from 'next';
import { PaymentOutcomePanel } from '@/components/portal/checkout/PaymentOutcomePanel';
import { requireClient } from '../../_lib/session';

export const metadata: Metadata = { title: 'Your payment', referrer: 'no-referrer' };

interface Props {
  params: Promise<{ paymentId: string }>;
  searchParams: Promise<{ redirect_status?: string | string[] }>;
}

const TOLD: Record<string, 'paid' | 'failed'> = { succeeded: 'paid', failed: 'failed' };

/** Where a bank sends the client back to, and where a payment under way can be watched. It grants nothing. */
export default async function CheckoutPage({ params, searchParams }: Props) {
  const [{ paymentId }, { redirect_status: status }] = await Promise.all([params, searchParams]);
  await requireClient(`/checkout/${paymentId}`);
  return (
    <div className="page max-w-3xl py-10">
      <h1 className="sr-only">Your payment</h1>
      <PaymentOutcomePanel paymentId={paymentId} told={TOLD[String(status)] ?? null} />
    </div>
  );
}
