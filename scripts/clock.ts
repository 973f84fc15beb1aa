/**
 * npm run clock -- +24h | +30m | -2d | now : moves the demo's clock for all its processes, and says what time
 * it is.
 */
import { getPayload } from 'payload';

import config from '../payload.config';
import { FOLLOWED_MS, moveClock } from '../src/platform/adjustableClock';
import { now } from '../src/platform/clock';
import { env } from '../src/platform/env';

const UNITS: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** The simulated Zoom lives at the same time: who joins a session joins it then. */
async function tellZoom(at: Date): Promise<void> {
  const { origin, hostname } = new URL(env().ZOOM_API_BASE);
  if (hostname !== '127.0.0.1') return;
  const body = JSON.stringify({ offsetMs: at.getTime() - Date.now() });
  await fetch(`${origin}/_sim/clock`, { method: 'POST', body }).catch(() =>
    console.error('The simulated Zoom does not answer: its clock stands where it stood.'),
  );
}

const wanted = process.argv[2] ?? 'now';
const parts = /^([+-])(\d+)([smhd])$/.exec(wanted);
if (!parts && wanted !== 'now') {
  console.error('Say how far: npm run clock -- +24h (s, m, h or d; + or -), or "now" to read it.');
  process.exit(2);
}
const step = parts ? Number(`${parts[1]}${parts[2]}`) * (UNITS[parts[3] ?? ''] ?? 0) : 0;
const payload = await getPayload({ config });
try {
  const at = step === 0 ? now() : await moveClock(payload, step);
  if (step !== 0) await tellZoom(at);
  if (step !== 0) await new Promise((resolve) => setTimeout(resolve, FOLLOWED_MS));
  console.log(`The clock stands at ${at.toISOString()}.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
await payload.destroy();
process.exit();
