import { type PayloadRequest } from 'payload';

import { readSettings } from '@/platform/settings';

/** Trials burn before anything that was paid for. */
const TRIAL_PRIORITY = 10;

/** The free trial of a client who has just confirmed the address. Once per client for ever: the key says so. */
export async function grantTrial(req: PayloadRequest, clientId: string): Promise<void> {
  const settings = await readSettings(req.payload, req);
  if (settings.trialCredits < 1) return;
  await req.payload.create({
    collection: 'credit-grants',
    depth: 0,
    overrideAccess: true,
    req,
    data: {
      client: clientId,
      credits: settings.trialCredits,
      validityDays: settings.trialDays,
      source: 'trial',
      packageName: 'Free trial',
      priority: TRIAL_PRIORITY,
      key: `grant:trial:${clientId}`,
    },
  });
}
