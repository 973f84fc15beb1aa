import { type Access } from 'payload';

import { consultantIdOf } from './roles';

/** The clients a consultant has sessions with. */
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
  return clients.length > 0 ? { id: { in: clients } } : false;
};
