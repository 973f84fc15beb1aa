import { type Document } from 'mongodb';
import { type PayloadRequest } from 'payload';

import { worldTime } from './clock';
import { PlaceInLine } from './line';
import { nativeCollection, requireSession } from './store';

export const TURNS = '_turns';

interface Turn extends Document {
  _id: string;
  /** The world's time, for clearing up. */
  at: Date;
}

/**
 * Makes the transactions that decide about one thing follow each other: each writes its row, so a later one conflicts
 * and runs again on what the earlier has committed. For decisions that rest on a record not being there. One command.
 * Within one process they wait for each other instead, so that none loses the race until its attempts run out.
 */
export async function takeTurn(req: PayloadRequest, thing: string): Promise<void> {
  if (req.context.place instanceof PlaceInLine) req.context.place.enter(thing);
  await nativeCollection<Turn>(req.payload, TURNS).updateOne(
    { _id: thing },
    { $set: { at: worldTime() }, $inc: { turns: 1 } },
    { upsert: true, session: requireSession(req) },
  );
}
