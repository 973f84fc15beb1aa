import { type PayloadRequest } from 'payload';

/** Options of a read under the rights of the staff member who looks. Every panel reads with these. */
export const asUser = (req: PayloadRequest) => ({ overrideAccess: false, user: req.user, req }) as const;
