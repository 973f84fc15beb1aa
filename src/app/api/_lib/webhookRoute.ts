import config from '@payload-config';
import { getPayload, type Payload } from 'payload';

import { errorResponse } from '@/platform/http';
import { newCorrelationId } from '@/platform/ids';
import { withCorrelation } from '@/platform/logger';

/** The edge for machines: no session is looked for, because a signature on the raw body says who it is. */
export const webhookRoute =
  (handler: (call: { request: Request; payload: Payload }) => Promise<object>) =>
  (request: Request): Promise<Response> =>
    withCorrelation(newCorrelationId(), async () => {
      try {
        return Response.json(await handler({ request, payload: await getPayload({ config }) }));
      } catch (error) {
        return errorResponse(error);
      }
    });
