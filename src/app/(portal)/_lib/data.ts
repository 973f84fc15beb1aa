import config from '@payload-config';
import { getPayload, type Where } from 'payload';
import { cache } from 'react';
import { type SessionPrice } from '@/components/portal/format/sessionPrices';
import {
  type BalanceView,
  type CalendarFeedView,
  type ConsultantView,
  type ConsultationTypeView,
  type ConsultationView,
  type PackageView,
} from '@/components/portal/types';
import { toBalanceView } from '@/components/portal/views/balanceView';
import { toConsultantView, toConsultationTypeView } from '@/components/portal/views/catalogViews';
import { toConsultationView } from '@/components/portal/views/consultationView';
import { toPackageViews } from '@/components/portal/views/packageView';
import { feedStatus } from '@/consultations/feed/feedLinks';
import { lateReturnOf, noticeHoursOf } from '@/consultations/noticeHoursOf';
import { packagesOnOffer } from '@/credits/packagesOnOffer';
import { readBalance } from '@/credits/readBalance';
import { now } from '@/platform/clock';
import { type Session } from './session';

/** What pages show, read under the reader's own access and handed on as views. */

export const offeredPackages = cache(async (): Promise<PackageView[]> => {
  return toPackageViews(await packagesOnOffer(await getPayload({ config })));
});

/** What sessions cost, for visitors too: like the prices of packages it is no secret. */
export const sessionPrices = cache(async (): Promise<SessionPrice[]> => {
  const payload = await getPayload({ config });
  const { docs } = await payload.find({
    collection: 'consultation-types',
    where: { active: { equals: true } },
    select: { minutes: true, credits: true },
    depth: 0,
    pagination: false,
    overrideAccess: true,
  });
  return docs.map(({ minutes, credits }) => ({ minutes, credits }));
});

export async function balanceOf(session: Session): Promise<BalanceView> {
  const payload = await getPayload({ config });
  return toBalanceView(await readBalance({ payload, clientId: session.client.id }));
}

export async function consultants(session: Session): Promise<ConsultantView[]> {
  const payload = await getPayload({ config });
  const { docs } = await payload.find({
    collection: 'consultants',
    where: { active: { equals: true } },
    sort: 'name',
    depth: 0,
    pagination: false,
    overrideAccess: false,
    user: session.user,
  });
  return docs.map(toConsultantView);
}

export async function consultationTypes(session: Session): Promise<ConsultationTypeView[]> {
  const payload = await getPayload({ config });
  const { docs } = await payload.find({
    collection: 'consultation-types',
    where: { active: { equals: true } },
    sort: 'minutes',
    depth: 0,
    pagination: false,
    overrideAccess: false,
    user: session.user,
  });
  return Promise.all(
    docs.map(async (type) =>
      toConsultationTypeView({
        ...type,
        cancellationNoticeHours: await noticeHoursOf(payload, type),
        lateReturn: await lateReturnOf(payload, type),
      }),
    ),
  );
}

/** Sessions still to come or under way, soonest first. */
export async function upcomingConsultations(session: Session, limit: number): Promise<ConsultationView[]> {
  return findConsultations(
    session,
    { status: { in: ['booked', 'in_progress'] }, endsAt: { greater_than: now().toISOString() } },
    'startsAt',
    limit,
  );
}

/** Sessions that are over or cancelled, latest first. */
export async function pastConsultations(session: Session, limit: number): Promise<ConsultationView[]> {
  const isOver: Where = {
    or: [
      { status: { not_in: ['booked', 'in_progress'] } },
      { endsAt: { less_than_equal: now().toISOString() } },
    ],
  };
  return findConsultations(session, isOver, '-startsAt', limit);
}

/** One session of the reader, or null when there is none or it belongs to somebody else. */
export async function consultation(session: Session, id: string): Promise<ConsultationView | null> {
  const [found] = await findConsultations(session, { id: { equals: id } }, 'startsAt', 1);
  return found ?? null;
}

async function findConsultations(
  session: Session,
  where: Where,
  sort: string,
  limit: number,
): Promise<ConsultationView[]> {
  const payload = await getPayload({ config });
  const { docs } = await payload.find({
    collection: 'consultations',
    where,
    sort,
    limit,
    depth: 1,
    pagination: false,
    overrideAccess: false,
    user: session.user,
  });
  return docs.map(toConsultationView);
}

/** The reader's calendar link, if one was made; not the link itself, which nobody knows any more. */
export const calendarFeed = async (session: Session): Promise<CalendarFeedView | null> =>
  feedStatus(await getPayload({ config }), { side: 'client', id: session.client.id });
