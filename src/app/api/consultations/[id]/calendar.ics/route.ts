import { findOwn } from '@/consultations/findOwn';
import { publishedEvent } from '@/notifications/calendar/bookingCalendar';
import { calendarFile } from '@/notifications/calendar/eventFile';
import { readBooking } from '@/notifications/readBooking';

import { readerOf, route, signedIn } from '../../../_lib/route';

export const GET = route<{ id: string }>(async (call) => {
  const user = signedIn(call);
  const { id } = await findOwn(await readerOf(call), call.params.id);
  const side = user.collection === 'clients' ? 'client' : 'consultant';
  return new Response(calendarFile(publishedEvent(await readBooking(call.payload, id), side)), {
    headers: {
      'Content-Type': 'text/calendar; charset=utf-8; method=PUBLISH',
      'Content-Disposition': 'attachment; filename="session.ics"',
    },
  });
});
