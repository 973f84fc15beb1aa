import { z } from 'zod';

import { endRoute } from '../../../_lib/endRoute';

const body = z.strictObject({
  reason: z.string().trim().max(500),
  expectedVersion: z.number().int().min(1),
  /** The `rule` of the preview that was confirmed. */
  expectedRule: z.string().max(100).optional(),
});

export const POST = endRoute('cancel', body, (given) => ({ to: 'cancelled' as const, ...given }));
