import { type Metadata } from 'next';
import { PasswordForm } from '@/components/portal/account/PasswordForm';
import { ProfileForm } from '@/components/portal/account/ProfileForm';
import { Card } from '@/components/ui/Card';
import { PageHeader } from '@/components/ui/PageHeader';
import { requireClient } from '../_lib/session';

export const metadata: Metadata = { title: 'Your profile' };

export default async function ProfilePage() {
  const client = await requireClient('/profile');
  return (
    <div className="page max-w-3xl py-10">
      <PageHeader title="Your profile" lead="How we address you, and the zone in which you see times." />
      <Card className="grid gap-6">
        <dl className="border-b border-line pb-5">
          <dt className="text-sm font-semibold">E-mail</dt>
          <dd className="break-words text-muted">{client.email}</dd>
        </dl>
        <ProfileForm client={client} />
      </Card>
      <section aria-labelledby="password-title" className="mt-8">
        <h2 id="password-title" className="mb-4 text-xl">
          Password
        </h2>
        <Card>
          <PasswordForm />
        </Card>
      </section>
    </div>
  );
}
