import { z } from 'zod';

import { endRoute } from '../../../_lib/endRoute';

const body = z.strictObject({ reason: z.string().trim().max(500), expectedVersion: z.number().int().min(1) });

export const POST = endRoute('cancel', body, ({ reason, expectedVersion }) => ({ to: 'cancelled' as const, reason, expectedVersion }));
