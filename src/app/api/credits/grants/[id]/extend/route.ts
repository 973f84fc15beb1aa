import { z } from 'zod';

import { extendGrant } from '@/credits/correctGrant';
import { REASON_CODES } from '@/credits/reasons';

import { correctionRoute } from '../../../../_lib/correctionRoute';
import { instant } from '../../../../_lib/inputs';

const body = z.strictObject({
  expiresAt: instant,
  reasonCode: z.enum(REASON_CODES),
  note: z.string().trim().min(1, 'Say why in a sentence.').max(1000),
});

export const POST = correctionRoute('extend', body, ['owner', 'ops', 'finance'], (req, correction) =>
  extendGrant(req, { ...correction, expiresAt: new Date(correction.expiresAt) }),
);
