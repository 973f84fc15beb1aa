import { getPayload } from 'payload';

import config from '@payload-config';
import { sayReady, startFailure } from '@/platform/startup';

import { refuseUnreadable } from './_edge/refuseUnreadable';

/** Opens the database and makes the start-up checks. @throws Error whose message says why this process cannot serve. */
export async function startServing(): Promise<void> {
  refuseUnreadable();
  try {
    await getPayload({ config });
    sayReady('web');
  } catch (error) {
    throw new Error(startFailure(error), { cause: error });
  }
}
