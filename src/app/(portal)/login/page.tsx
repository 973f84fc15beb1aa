import { type Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { AccountCard } from '@/components/portal/account/AccountCard';
import { LoginForm } from '@/components/portal/account/LoginForm';
import { safeNextPath } from '../_lib/nextPath';
import { currentClient } from '../_lib/session';

export const metadata: Metadata = { title: 'Sign in' };

export default async function LoginPage({
  searchParams,
}: {
  searchParams: Promise<{ next?: string | string[] }>;
}) {
  const next = safeNextPath((await searchParams).next);
  if (await currentClient()) redirect(next);
  return (
    <AccountCard
      title="Sign in"
      lead={next === '/dashboard' ? 'Welcome back.' : 'Please sign in to go on.'}
      after={
        <p>
          New here?{' '}
          <Link href="/register" className="link">
            Create an account
          </Link>{' '}
          and get a free trial credit.
        </p>
      }
    >
      <LoginForm next={next} />
    </AccountCard>
  );
}
