import { ObjectId } from 'mongodb';
import { type Payload } from 'payload';

import { nativeCollection } from '@/platform/store';

export interface Rating {
  count: number;
  /** To two decimals; null while nobody has rated. */
  average: number | null;
  /** How many gave 1, 2, 3, 4 and 5. */
  spread: [number, number, number, number, number];
}

/** A consultant's figures, counted from what was given. One command. */
export async function ratingOf(payload: Payload, consultantId: string): Promise<Rating> {
  const rows = await nativeCollection(payload, 'session-feedback')
    .aggregate<{ _id: number; count: number }>([
      { $match: { consultant: new ObjectId(consultantId) } },
      { $group: { _id: '$rating', count: { $sum: 1 } } },
    ])
    .toArray();
  const given = new Map(rows.map(({ _id, count }) => [_id, count]));
  const spread = [1, 2, 3, 4, 5].map((stars) => given.get(stars) ?? 0) as Rating['spread'];
  const count = spread.reduce((sum, each) => sum + each, 0);
  const stars = spread.reduce((sum, each, index) => sum + each * (index + 1), 0);
  return { count, average: count === 0 ? null : Math.round((stars / count) * 100) / 100, spread };
}
