import { type Document } from 'mongodb';
import { type Payload } from 'payload';

import { type Consultation } from '@/payload-types';
import { newId } from '@/platform/ids';
import { type OutboxRow, owe } from '@/platform/outbox';
import { SET_ASIDE } from '@/platform/queue';
import { nativeCollection, requireSession } from '@/platform/store';
import { inTransaction } from '@/platform/transaction';

import { findMade } from './findMade';

const outbox = (payload: Payload) => nativeCollection<OutboxRow>(payload, 'outbox');

/** Rows of a booking that have asked hosts for a meeting, and have not ended. */
const unanswered = (booking: string): Document => ({
  subject: booking,
  kind: 'meeting.sync',
  state: { $in: ['waiting', 'dead', SET_ASIDE] },
  'data.askedHosts': { $exists: true },
});

/** Writes down that a host is about to be asked for a meeting: should the answer get lost, it is looked for there. */
export async function noteAsked(payload: Payload, row: OutboxRow, host: string): Promise<void> {
  await outbox(payload).updateOne({ _id: row._id }, { $addToSet: { 'data.askedHosts': host } });
}

/**
 * What answers that got lost have left at Zoom, of a booking that has been given to somebody else or cancelled since:
 * each is owed its removal. @param except hosts that are looked at where a meeting is made
 */
export async function clearLostAnswers(
  payload: Payload,
  booking: Consultation,
  except: readonly string[],
): Promise<void> {
  const rows = await outbox(payload).find(unanswered(booking.id)).toArray();
  const asked = new Set(rows.flatMap(({ data }) => data?.askedHosts as string[]));
  const hosts = [...asked].filter((host) => !except.includes(host));
  if (hosts.length === 0) return;
  const left = (await findMade(hosts, booking.id)).filter(({ id }) => id !== booking.meeting?.meetingId);
  const once = newId();
  await inTransaction({ payload, context: { actor: 'system:meetings' } }, async (req) => {
    for (const { id } of left)
      await owe(req, {
        key: `meeting:${booking.id}:spare:${id}:${once}`,
        kind: 'meeting.remove',
        subject: booking.id,
        data: { meetingId: id },
      });
    await outbox(payload).updateMany(
      unanswered(booking.id),
      { $pull: { 'data.askedHosts': { $in: hosts } } } as Document,
      { session: requireSession(req) },
    );
  });
}
