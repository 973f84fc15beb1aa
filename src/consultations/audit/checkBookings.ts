import { type Payload } from 'payload';

import { type Findings } from '@/platform/findings';
import { eachPage } from '@/platform/snapshot';

import { BOOKING_FIELDS, type BookingRow } from './bookingRow';
import { checkClaims, findStrayClaims } from './checkClaims';
import { checkEffects, findStrayEffects } from './checkEffects';
import { checkHolds, findStrayHolds } from './checkHolds';
import { checkMails } from './checkMails';
import { checkOverlaps } from './checkOverlaps';

/** I3 and, as far as bookings go, I2 and I6: slots, holds, meetings and mails of every booking. */
export async function checkBookings(payload: Payload, findings: Findings): Promise<void> {
  await eachPage<BookingRow>(
    payload,
    { collection: 'consultations', fields: BOOKING_FIELDS },
    async (bookings, session) => {
      const page = { payload, findings, bookings, session };
      findings.checked('I3', 'bookings', bookings.length);
      findings.checked('I6', 'bookings', bookings.length);
      await checkClaims(page);
      await checkHolds(page);
      await checkEffects(page);
      await checkMails(page);
    },
  );
  await checkOverlaps(payload, findings);
  await findStrayClaims(payload, findings);
  await findStrayHolds(payload, findings);
  await findStrayEffects(payload, findings);
}
