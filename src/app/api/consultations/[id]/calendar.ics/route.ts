import { findOwn } from '@/consultations/findOwn';
import { bookingCalendar, readBooking } from '@/notifications/loadBooking';

import { readerOf, route, signedIn } from '../../../_lib/route';

export const GET = route<{ id: string }>(async (call) => {
  const user = signedIn(call);
  const { id } = await findOwn(await readerOf(call), call.params.id);
  const { content, filename } = bookingCalendar(await readBooking(call.payload, id), user.collection === 'clients' ? 'client' : 'consultant');
  return new Response(content, {
    headers: { 'Content-Type': 'text/calendar; charset=utf-8', 'Content-Disposition': `attachment; filename="${filename}"` },
  });
});
