import { type ClientSession } from 'mongodb';
import { type Payload } from 'payload';

import { type Findings } from '@/platform/findings';

import { type BookingRow } from './bookingRow';

/** Some bookings, and the session in which what belongs to them is read as of the same moment. */
export interface BookingPage {
  payload: Payload;
  findings: Findings;
  bookings: BookingRow[];
  session: ClientSession;
}
