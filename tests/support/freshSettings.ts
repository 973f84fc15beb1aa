import { type Payload } from 'payload';

/**
 * The settings a process knows for some seconds of the machine's time, read anew: so that no piece of work whose
 * commands are counted or disturbed is charged with reading them by chance.
 */
export async function freshSettings(payload: Payload): Promise<void> {
  const { forgetSettings, recentSettings } = await import('../../src/platform/settings');
  forgetSettings(payload);
  await recentSettings(payload);
}
