import { type Document } from 'mongodb';
import { type Payload } from 'payload';

import { type Findings } from '@/platform/findings';
import { atOneMoment } from '@/platform/snapshot';
import { nativeCollection } from '@/platform/store';

const MINUTE_MS = 60_000;
const minutes = (field: string): Document => ({ $multiply: [{ $ifNull: [field, 0] }, MINUTE_MS] });

/** A person's time as taken by a booking: the consultant's with buffers, the client's without. */
const TIMES: Record<'consultant' | 'client', Document> = {
  consultant: {
    from: { $subtract: ['$startsAt', minutes('$buffers.before')] },
    to: { $add: ['$endsAt', minutes('$buffers.after')] },
  },
  client: { from: '$startsAt', to: '$endsAt' },
};

interface Taken extends Document {
  person: unknown;
  from: Date;
  to: Date;
}

/** I3, without believing the claims: each person's live bookings in order of time, none before the last has ended. */
export async function checkOverlaps(payload: Payload, findings: Findings): Promise<void> {
  for (const [who, times] of Object.entries(TIMES)) {
    await atOneMoment(payload, async (session) => {
      const rows = nativeCollection(payload, 'consultations').aggregate<Taken>(
        [
          { $match: { status: { $in: ['booked', 'in_progress'] } } },
          { $project: { person: `$${who}`, ...times } },
          { $sort: { person: 1, from: 1 } },
        ],
        { session, allowDiskUse: true },
      );
      let last: Taken | null = null;
      for await (const row of rows) {
        findings.checked('I3', `live bookings by ${who}`);
        const samePerson: boolean = last !== null && String(last.person) === String(row.person);
        if (last && samePerson && row.from < last.to)
          findings.differs(
            'I3',
            `consultations:${String(row._id)}`,
            `it overlaps consultations:${String(last._id)} of the same ${who} ${String(row.person)}`,
          );
        if (!last || !samePerson || row.to > last.to) last = row;
      }
    });
  }
}
