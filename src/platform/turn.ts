import { type Document } from 'mongodb';
import { type PayloadRequest } from 'payload';

import { nativeCollection, requireSession } from './store';

export const TURNS = '_turns';

interface Turn extends Document {
  _id: string;
  /** The machine's time, for clearing up. */
  at: Date;
}

/**
 * Makes the transactions that decide about one thing follow each other: each writes its row, so a later one conflicts
 * and runs again on what the earlier has committed. For decisions that rest on a record not being there. One command.
 */
export async function takeTurn(req: PayloadRequest, thing: string): Promise<void> {
  await nativeCollection<Turn>(req.payload, TURNS).updateOne(
    { _id: thing },
    { $set: { at: new Date() }, $inc: { turns: 1 } },
    { upsert: true, session: requireSession(req) },
  );
}
