import { type PayloadRequest } from 'payload';

import { takeTurn } from '@/platform/turn';

/** Makes the bookings of one consultant on one day follow each other, for the daily limit. One command. */
export const lockDay = (req: PayloadRequest, consultantId: string, date: string): Promise<void> =>
  takeTurn(req, `consultant-day:${consultantId}:${date}`);
