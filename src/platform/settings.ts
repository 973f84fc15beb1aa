import { type Payload, type PayloadRequest } from 'payload';

import { type Setting } from '@/payload-types';

/** A process notices what another has changed after at most this long. */
const KEEP_MS = 15_000;

const kept = new WeakMap<Payload, { setting: Setting; until: number }>();

/** The owner's settings, as they are now. For what is frozen on a record: a fee, a limit, a trial. */
export async function readSettings(payload: Payload, req?: PayloadRequest): Promise<Setting> {
  return payload.findGlobal({ slug: 'settings', depth: 0, overrideAccess: true, ...(req ? { req } : {}) });
}

/**
 * The settings, at most 15 s old, usually without asking the database. For what is asked all the time and may lag
 * a moment behind: a threshold, the brand. Ages by the process's steady clock: it is a cache, not a rule.
 */
export async function recentSettings(payload: Payload): Promise<Setting> {
  const known = kept.get(payload);
  if (known && known.until > performance.now()) return known.setting;
  const setting = await readSettings(payload);
  kept.set(payload, { setting, until: performance.now() + KEEP_MS });
  return setting;
}

/** Called when the settings were saved in this process. */
export function forgetSettings(payload: Payload): void {
  kept.delete(payload);
}
