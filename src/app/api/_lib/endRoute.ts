import { type z } from 'zod';

import { end, type EndRequest } from '@/consultations/end';
import { readJson } from '@/platform/http';

import { answered, onceFor, route, signedIn } from './route';

/** A route that ends a consultation: who may is decided by the command. */
export const endRoute = <Body>(
  name: string,
  schema: z.ZodType<Body>,
  request: (body: Body) => Omit<EndRequest, 'id'>,
) =>
  route<{ id: string }>(async (call) => {
    const user = signedIn(call);
    const body = await readJson(call.request, schema);
    const ending = { ...request(body), id: call.params.id };
    return answered(
      await onceFor(
        call,
        { user, route: `consultations.${name}`, body: ending, required: false },
        async (keep) => ({
          status: 200,
          body: await end({ payload: call.payload, user, keep }, ending),
        }),
      ),
    );
  });
