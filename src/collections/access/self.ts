import { type Access } from 'payload';

import { clientIdOf } from './roles';

/** The client's own account. */
export const self: Access = ({ req }) => {
  const client = clientIdOf(req);
  return client ? { id: { equals: client } } : false;
};
