import { type Payload } from 'payload';

import { publishedEvent } from '@/notifications/calendar/bookingCalendar';
import { feedFile } from '@/notifications/calendar/eventFile';
import { type Client, type Consultant, type Consultation, type ConsultationType } from '@/payload-types';
import { now } from '@/platform/clock';
import { env } from '@/platform/env';
import { DomainError } from '@/platform/errors';
import { refId } from '@/platform/refs';

import { type FeedOwner } from './feedLinks';

const PAST_DAYS = 30;
const DAY_MS = 86_400_000;
/** Far more than anybody has; a feed is read by machines, again and again. */
const MOST = 2000;

const READ = { depth: 0, overrideAccess: true, pagination: false } as const;

/** The zone of who follows the feed. @throws DomainError NOT_FOUND when the account is closed to them */
async function zoneOf(payload: Payload, { side, id }: FeedOwner): Promise<string> {
  if (side === 'client') {
    const client = await payload.findByID({
      collection: 'clients',
      id,
      depth: 0,
      overrideAccess: true,
      disableErrors: true,
    });
    if (client?._verified) return client.timezone;
  } else {
    const consultant = await payload.findByID({
      collection: 'consultants',
      id,
      depth: 0,
      overrideAccess: true,
      disableErrors: true,
    });
    if (consultant?.active) return consultant.timezone;
  }
  throw new DomainError('NOT_FOUND');
}

const byId = <T extends { id: string }>({ docs }: { docs: T[] }): Map<string, T> =>
  new Map(docs.map((doc) => [doc.id, doc]));

async function peopleOf(payload: Payload, sessions: Consultation[]) {
  const ids = (of: (session: Consultation) => Parameters<typeof refId>[0]) => ({
    id: { in: [...new Set(sessions.map((session) => refId(of(session))))] },
  });
  const [clients, consultants, types] = await Promise.all([
    payload.find({ collection: 'clients', where: ids(({ client }) => client), ...READ }),
    payload.find({ collection: 'consultants', where: ids(({ consultant }) => consultant), ...READ }),
    payload.find({ collection: 'consultation-types', where: ids(({ type }) => type), ...READ }),
  ]);
  return {
    clients: byId<Client>(clients),
    consultants: byId<Consultant>(consultants),
    types: byId<ConsultationType>(types),
  };
}

/**
 * A person's sessions of the last 30 days and all to come, as a calendar to follow. Cancelled ones are not in it: who
 * follows a feed drops what is no longer there.
 * @throws DomainError NOT_FOUND
 */
export async function readFeed(payload: Payload, owner: FeedOwner): Promise<string> {
  const timezone = await zoneOf(payload, owner);
  const since = new Date(now().getTime() - PAST_DAYS * DAY_MS).toISOString();
  const { docs: sessions } = await payload.find({
    collection: 'consultations',
    where: {
      and: [
        { [owner.side]: { equals: owner.id } },
        { status: { not_equals: 'cancelled' } },
        { endsAt: { greater_than: since } },
      ],
    },
    sort: ['startsAt', 'id'],
    limit: MOST,
    ...READ,
  });
  const { clients, consultants, types } = await peopleOf(payload, sessions);
  const events = sessions.flatMap((booking) => {
    const [client, consultant, type] = [
      clients.get(refId(booking.client)),
      consultants.get(refId(booking.consultant)),
      types.get(refId(booking.type)),
    ];
    return client && consultant && type
      ? [publishedEvent({ booking, client, consultant, type }, owner.side)]
      : [];
  });
  return feedFile({ name: `${env().MAIL_FROM_NAME}: sessions`, timezone, events });
}
