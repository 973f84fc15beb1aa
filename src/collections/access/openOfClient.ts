import { type FieldAccess } from 'payload';

import { clientIdOf, hasRole } from './roles';

/**
 * Of a client's record: the client, and staff to whom all of it is open. Consultants see name and address of their own
 * clients. Who may not read the record at all is named too: Payload lets a field's own rule outweigh the record's, and
 * would let an editor ask mails by their client's company.
 */
export const openOfClient: FieldAccess = ({ req }) =>
  clientIdOf(req) !== null || hasRole(req, ['owner', 'ops', 'finance']);
