import { z } from 'zod';

import { findOwn } from '@/consultations/findOwn';
import { bookingEvent } from '@/notifications/calendar/bookingCalendar';
import { googleCalendarUrl, outlookCalendarUrl } from '@/notifications/calendar/links';
import { readBooking } from '@/notifications/readBooking';
import { readQuery } from '@/platform/http';

import { readerOf, route, signedIn } from '../../../_lib/route';

const query = z.strictObject({ at: z.enum(['google', 'outlook']) });
const PAGES = { google: googleCalendarUrl, outlook: outlookCalendarUrl } as const;

/** Leads to the calendar's own page with the session filled in as it is now: the same page a mail links to. */
export const GET = route<{ id: string }>(async (call) => {
  const user = signedIn(call);
  const { at } = readQuery(call.request, query);
  const { id } = await findOwn(await readerOf(call), call.params.id);
  const side = user.collection === 'clients' ? 'client' : 'consultant';
  const location = PAGES[at](bookingEvent(await readBooking(call.payload, id), side));
  return new Response(null, { status: 302, headers: { Location: location } });
});
