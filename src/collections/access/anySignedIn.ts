import { type Access } from 'payload';

/** Clients and staff, but no stranger. */
export const anySignedIn: Access = ({ req }) => req.user !== null && req.user !== undefined;
