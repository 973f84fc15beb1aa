import { type Document, type MongoClient, type ObjectId } from 'mongodb';
import { until } from './until';

export const GIVEN_UP_BECAUSE = 'Zoom was away for a day.';

/** Takes the last meeting that was made for one that was given up. @returns the outbox's row */
export async function giveUpMeeting(database: MongoClient): Promise<{ _id: ObjectId; subject: string }> {
  const outbox = database.db().collection<Document & { subject: string }>('outbox');
  const effect = await until('a meeting is made', () =>
    outbox.findOne({ kind: 'meeting.sync', state: 'done' }, { sort: { _id: -1 } }),
  );
  await outbox.updateOne({ _id: effect._id }, { $set: { state: 'dead', error: GIVEN_UP_BECAUSE } });
  return effect;
}
