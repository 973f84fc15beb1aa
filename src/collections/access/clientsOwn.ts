import { type Access } from 'payload';

import { clientIdOf } from './roles';

/** A client's own records: those whose `client` is the client who asks. */
export const clientsOwn: Access = ({ req }) => {
  const client = clientIdOf(req);
  return client ? { client: { equals: client } } : false;
};
