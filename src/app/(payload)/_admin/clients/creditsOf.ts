import { type PayloadRequest } from 'payload';

import { type AssignOptions, type CreditsView } from '@/components/admin/clients/views';
import { hasRole } from '@/collections/access/roles';
import { readBalance } from '@/credits/readBalance';
import { REASON_CODES } from '@/credits/reasons';
import { readSettings } from '@/platform/settings';

/** The balance as GET /api/credits/balance tells it. The caller has checked that the reader may see it. */
export async function creditsOf(req: PayloadRequest, clientId: string): Promise<CreditsView> {
  const balance = await readBalance({ payload: req.payload, clientId });
  return {
    available: balance.available,
    held: balance.held,
    used: balance.used,
    expired: balance.expired,
    within7Days: balance.expiring.within7Days,
    isLow: balance.lowBalance,
    lots: balance.lots.map(({ grantId, packageName, ...lot }) => ({
      id: grantId,
      name: packageName,
      ...lot,
    })),
  };
}

/** What the one who looks may assign by hand. */
export async function assignOptionsOf(req: PayloadRequest): Promise<AssignOptions> {
  const dailyLimit = hasRole(req, ['ops']) ? (await readSettings(req.payload, req)).opsDailyLimit : null;
  return { reasonCodes: REASON_CODES, dailyLimit };
}
