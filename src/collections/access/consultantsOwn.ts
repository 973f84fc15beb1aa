import { type Access } from 'payload';

import { consultantIdOf } from './roles';

/** A consultant's own records: those whose `consultant` is the consultant who asks. */
export const consultantsOwn: Access = ({ req }) => {
  const consultant = consultantIdOf(req);
  return consultant ? { consultant: { equals: consultant } } : false;
};
