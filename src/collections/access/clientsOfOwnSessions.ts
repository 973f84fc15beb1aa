import { type Access } from 'payload';

import { consultantIdOf } from './roles';

/**
 * The clients a consultant has sessions with. One without sessions may ask and gets an empty list: a refusal would
 * make the collection come and go in the menu.
 */
export const clientsOfOwnSessions: Access = async ({ req }) => {
  const consultant = consultantIdOf(req);
  if (!consultant) return false;
  const sessions = await req.payload.find({
    collection: 'consultations',
    where: { consultant: { equals: consultant } },
    select: { client: true },
    depth: 0,
    pagination: false,
    overrideAccess: true,
    req,
  });
  const clients = [...new Set(sessions.docs.map((session) => String(session.client)))];
  return { id: { in: clients } };
};
