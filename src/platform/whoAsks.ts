import { extractJWT, type Payload, type TypedUser } from 'payload';

import { databaseOf } from './store';

/**
 * Who is signed in, or null. Payload takes a request for nobody's also when the database failed while it looked, and
 * whoever asked would find themselves signed out: so a session that seems not to be one is looked for once more, on a
 * database that answers.
 * @throws the driver's error when the database does not answer
 */
export async function whoAsks(payload: Payload, headers: Headers): Promise<TypedUser | null> {
  const { user } = await payload.auth({ headers });
  if (user || !extractJWT({ headers, payload })) return user;
  await databaseOf(payload).command({ ping: 1 });
  return (await payload.auth({ headers })).user;
}
