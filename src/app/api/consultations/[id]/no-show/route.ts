import { z } from 'zod';

import { endRoute } from '../../../_lib/endRoute';

const body = z.strictObject({
  expectedVersion: z.number().int().min(1),
  party: z.enum(['client', 'consultant', 'technical']),
});

const STATUS = {
  client: 'client_no_show',
  consultant: 'consultant_no_show',
  technical: 'technical_failure',
} as const;

export const POST = endRoute('no-show', body, ({ expectedVersion, party }) => ({
  to: STATUS[party],
  expectedVersion,
}));
