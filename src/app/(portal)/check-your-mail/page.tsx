import { type Metadata } from 'next';
import Link from 'next/link';
import { AccountCard } from '@/components/portal/account/AccountCard';
import { CheckYourMail } from '@/components/portal/account/CheckYourMail';

export const metadata: Metadata = { title: 'Check your mail' };

export default function CheckYourMailPage() {
  return (
    <AccountCard
      title="Check your mail"
      after={
        <p>
          Wrong address?{' '}
          <Link href="/register" className="link">
            Register again
          </Link>
        </p>
      }
    >
      <CheckYourMail />
    </AccountCard>
  );
}
