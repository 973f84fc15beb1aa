import { z } from 'zod';

import { voidGrant } from '@/credits/correctGrant';
import { REASON_CODES } from '@/credits/reasons';

import { correctionRoute } from '../../../../_lib/correctionRoute';

const body = z.strictObject({
  reasonCode: z.enum(REASON_CODES),
  note: z.string().trim().min(1, 'Say why in a sentence.').max(1000),
});

export const POST = correctionRoute('void', body, ['owner', 'finance'], voidGrant);
