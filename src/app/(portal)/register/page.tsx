import { type Metadata } from 'next';
import Link from 'next/link';
import { AccountCard } from '@/components/portal/account/AccountCard';
import { RegisterForm } from '@/components/portal/account/RegisterForm';

export const metadata: Metadata = { title: 'Create an account' };

export default function RegisterPage() {
  return (
    <AccountCard
      title="Create your account"
      lead="Your first credit is on us: confirm your address and use it for a session within 30 days."
      after={
        <p>
          Already have an account?{' '}
          <Link href="/login" className="link">
            Sign in
          </Link>
        </p>
      }
    >
      <RegisterForm />
    </AccountCard>
  );
}
