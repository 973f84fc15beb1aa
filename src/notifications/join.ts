import { type Document, type ObjectId } from 'mongodb';

import { asRecord } from '@/platform/asRecord';

/** Never part of a mail, and some of it long or secret. */
const LEFT_OUT = {
  clients: { hash: 0, salt: 0, sessions: 0 },
  staff: { hash: 0, salt: 0, sessions: 0 },
  consultants: { bio: 0, weeklyHours: 0, exceptions: 0, travels: 0 },
  'consultation-types': { description: 0 },
  'credit-grants': { note: 0 },
  payments: { reversals: 0 },
  wallets: { holds: 0 },
} as const;

type Joined = keyof typeof LEFT_OUT;

/** Reads a record of another collection along: one the document names in a field, or one known by its id. */
export function join(as: string, from: Joined, by: { field: string } | { id: ObjectId }): Document {
  const project = { $project: LEFT_OUT[from] };
  if ('field' in by)
    return { $lookup: { from, localField: by.field, foreignField: '_id', pipeline: [project], as } };
  return { $lookup: { from, pipeline: [{ $match: { _id: by.id } }, project], as } };
}

/** Reads the published words of a template along. Drafts are versions beside the record, and never sent. */
export const joinWords = (key: string): Document => ({
  $lookup: {
    from: 'email-templates',
    pipeline: [
      { $match: { key, _status: { $ne: 'draft' } } },
      { $project: { _id: 0, subject: 1, preheader: 1, body: 1 } },
    ],
    as: 'words',
  },
});

/** The one record that was read along, or null. */
export const joinedRecord = <T extends { id: string }>(document: Document, as: string): T | null => {
  const [first] = (document[as] ?? []) as Document[];
  return first ? asRecord<T>(first) : null;
};
