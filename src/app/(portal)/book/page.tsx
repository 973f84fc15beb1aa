import { type Metadata } from 'next';
import { redirect } from 'next/navigation';
import { BookingFlow } from '@/components/portal/booking/BookingFlow';
import { PageHeader } from '@/components/ui/PageHeader';
import { balanceOf, consultants, consultationTypes } from '../_lib/data';
import { requireSession } from '../_lib/session';

export const metadata: Metadata = { title: 'Book a session' };

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** `?consultant=<id>` starts with that consultant. `?booked=<id>` is what stays in the address afterwards. */
export default async function BookPage({ searchParams }: Props) {
  const { booked, ...chosen } = await searchParams;
  if (typeof booked === 'string') redirect(`/consultations/${encodeURIComponent(booked)}`);
  const session = await requireSession(pathWith(chosen));
  const [offered, types, balance] = await Promise.all([
    consultants(session),
    consultationTypes(session),
    balanceOf(session),
  ]);
  return (
    <div className="page py-10">
      <PageHeader title="Book a session" />
      <BookingFlow
        consultants={offered}
        types={types}
        available={balance.available}
        timezone={session.client.timezone}
      />
    </div>
  );
}

function pathWith(chosen: Record<string, string | string[] | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(chosen)) {
    if (typeof value === 'string') query.set(name, value);
  }
  return query.size > 0 ? `/book?${query}` : '/book';
}
