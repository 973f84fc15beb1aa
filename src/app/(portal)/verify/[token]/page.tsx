import { type Metadata } from 'next';
import { AccountCard } from '@/components/portal/account/AccountCard';
import { VerifyAddress } from '@/components/portal/account/VerifyAddress';

export const metadata: Metadata = { title: 'Confirm your address', referrer: 'no-referrer' };

/** Opening the page changes nothing, with its script or without: a person presses the button. */
export default async function VerifyPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  return (
    <AccountCard title="Confirm your address">
      <VerifyAddress token={decodeURIComponent(token)} />
    </AccountCard>
  );
}
