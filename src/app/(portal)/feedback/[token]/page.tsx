import config from '@payload-config';
import { type Metadata } from 'next';
import { getPayload } from 'payload';
import { AccountCard } from '@/components/portal/account/AccountCard';
import { FeedbackForm } from '@/components/portal/feedback/FeedbackForm';
import { formatDay, formatTime, zoneName } from '@/components/portal/format/dates';
import { ButtonLink } from '@/components/ui/ButtonLink';
import { invitationPage, type InvitationPage } from '@/consultations/feedback/readInvitation';

export const metadata: Metadata = {
  title: 'Your feedback',
  referrer: 'no-referrer',
  robots: { index: false },
};

const CLOSED: Record<Exclude<InvitationPage['state'], 'open'>, { title: string; lead: string }> = {
  given: { title: 'Thank you', lead: 'Your feedback on this session is with us. It can be given once.' },
  closed: {
    title: 'Nothing to rate',
    lead: 'This session is not recorded as held, so there is nothing to rate.',
  },
  expired: {
    title: 'This link has expired',
    lead: 'Feedback can be given for 30 days. We would still like to hear from you: just answer one of our mails.',
  },
  invalid: {
    title: 'This link does not work',
    lead: 'Perhaps it is not complete. Please open it from our mail once more.',
  },
};

/** Anybody who holds the link may answer; it shows the session and the consultant's name, nothing else. */
export default async function FeedbackPage({ params }: { params: Promise<{ token: string }> }) {
  const token = decodeURIComponent((await params).token);
  const { state, session } = await invitationPage(await getPayload({ config }), token);
  if (state !== 'open' || !session) {
    const { title, lead } = CLOSED[state === 'open' ? 'invalid' : state];
    return (
      <AccountCard title={title} lead={lead}>
        <ButtonLink href="/">To our site</ButtonLink>
      </AccountCard>
    );
  }
  const { name, consultantName, startsAt, timezone } = session;
  return (
    <AccountCard
      title={`How was your session with ${consultantName}?`}
      lead={
        <>
          {name},{' '}
          <time
            dateTime={startsAt}
          >{`${formatDay(startsAt, timezone)}, ${formatTime(startsAt, timezone)}`}</time>
          , {zoneName(timezone, startsAt)}
        </>
      }
    >
      <FeedbackForm token={token} consultantName={consultantName} />
    </AccountCard>
  );
}
