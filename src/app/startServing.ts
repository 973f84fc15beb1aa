import { getPayload } from 'payload';

import config from '@payload-config';
import { sayReady, startFailure } from '@/platform/startup';

import { refuseUnreadable } from './_edge/refuseUnreadable';
import { drainOnSignal } from './drain/drainOnSignal';
import { tellHangUps } from './tellHangUps';

/** Opens the database and makes the start-up checks. @throws Error whose message says why this process cannot serve. */
export async function startServing(): Promise<void> {
  refuseUnreadable();
  try {
    const payload = await getPayload({ config });
    tellHangUps();
    // The development server's process is not ours to end.
    if (process.env.DEV_SERVER !== 'yes') drainOnSignal(() => payload.destroy());
    sayReady('web');
  } catch (error) {
    throw new Error(startFailure(error), { cause: error });
  }
}
