import { packagesOnOffer } from '@/credits/packagesOnOffer';

import { route } from '../../_lib/route';

export const GET = route(async ({ payload }) => ({ docs: await packagesOnOffer(payload) }));
