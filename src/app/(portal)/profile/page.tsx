import { type Metadata } from 'next';
import { PasswordForm } from '@/components/portal/account/PasswordForm';
import { ProfileForm } from '@/components/portal/account/ProfileForm';
import { CalendarFeed } from '@/components/portal/calendar/CalendarFeed';
import { Card } from '@/components/ui/Card';
import { PageHeader } from '@/components/ui/PageHeader';
import { calendarFeed } from '../_lib/data';
import { requireSession } from '../_lib/session';

export const metadata: Metadata = { title: 'Your profile' };

export default async function ProfilePage() {
  const session = await requireSession('/profile');
  const { client } = session;
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
      <section id="calendar" aria-labelledby="calendar-title" className="mt-8">
        <h2 id="calendar-title" className="text-xl">
          Sessions in your own calendar
        </h2>
        <p className="mt-2 mb-4 max-w-prose text-sm text-muted">
          Let your calendar follow a private link: it then shows your sessions, moves them when they move and
          drops the cancelled ones by itself.
        </p>
        <Card>
          <CalendarFeed feed={await calendarFeed(session)} zone={client.timezone} />
        </Card>
      </section>
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
