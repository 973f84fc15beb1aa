import { MongoClient } from 'mongodb';
import { type Demo } from './demo';

const MINUTE_MS = 60_000;

/** How far the demo's clock is ahead of the machine's. */
export async function aheadMs({ env }: Pick<Demo, 'env'>): Promise<number> {
  const client = new MongoClient(env.DATABASE_URI ?? '');
  try {
    const stored = await client.db().collection('_clock').findOne();
    return Number(stored?.milliseconds ?? 0);
  } finally {
    await client.close();
  }
}

/**
 * Turns the demo's clock forward to an instant. It is never turned back: what a worker has in hand would then be its
 * own for days. Files that turn it stand in `later/`, which is played last.
 */
export async function turnTo(demo: Demo, instant: number): Promise<void> {
  const minutes = Math.ceil((instant - Date.now() - (await aheadMs(demo))) / MINUTE_MS);
  if (minutes <= 0) return;
  const { code, output } = await demo.script('clock', `+${minutes}m`);
  if (code !== 0) throw new Error(`The clock did not move by ${minutes} minutes: ${output}`);
}
