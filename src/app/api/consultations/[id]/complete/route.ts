import { z } from 'zod';

import { endRoute } from '../../../_lib/endRoute';

const body = z.strictObject({ expectedVersion: z.number().int().min(1) });

export const POST = endRoute('complete', body, ({ expectedVersion }) => ({
  to: 'completed' as const,
  expectedVersion,
}));
