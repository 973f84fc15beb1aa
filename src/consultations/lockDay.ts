import { type Document } from 'mongodb';
import { type PayloadRequest } from 'payload';

import { nativeCollection, requireSession } from '@/platform/store';

interface DayLock extends Document {
  _id: string;
  turns: number;
}

/**
 * Makes the transactions that book one consultant on one day follow each other: each writes this row, so the later
 * one conflicts and runs again, on what the earlier one has committed. One command.
 */
export async function lockDay(req: PayloadRequest, consultantId: string, date: string): Promise<void> {
  await nativeCollection<DayLock>(req.payload, '_consultant_days').updateOne(
    { _id: `${consultantId}:${date}` },
    { $inc: { turns: 1 } },
    { upsert: true, session: requireSession(req) },
  );
}
