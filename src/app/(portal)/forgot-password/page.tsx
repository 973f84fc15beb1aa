import { type Metadata } from 'next';
import Link from 'next/link';
import { AccountCard } from '@/components/portal/account/AccountCard';
import { ForgotPasswordForm } from '@/components/portal/account/ForgotPasswordForm';

export const metadata: Metadata = { title: 'Forgot your password' };

export default function ForgotPasswordPage() {
  return (
    <AccountCard
      title="Set a new password"
      lead="Tell us your address and we send you a link."
      after={
        <Link href="/login" className="link">
          Back to signing in
        </Link>
      }
    >
      <ForgotPasswordForm />
    </AccountCard>
  );
}
