import { type Metadata } from 'next';
import { AccountCard } from '@/components/portal/account/AccountCard';
import { ResetPasswordForm } from '@/components/portal/account/ResetPasswordForm';

export const metadata: Metadata = { title: 'Choose a new password', referrer: 'no-referrer' };

export default async function ResetPasswordPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  return (
    <AccountCard title="Choose a new password" lead="You will be signed in afterwards.">
      <ResetPasswordForm token={decodeURIComponent(token)} />
    </AccountCard>
  );
}
