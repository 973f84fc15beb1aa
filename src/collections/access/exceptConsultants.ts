import { type FieldAccess } from 'payload';

import { roleOf } from './roles';

/** Whoever may read the record, but consultants: of their clients they see name and address. */
export const exceptConsultants: FieldAccess = ({ req }) => roleOf(req) !== 'consultant';
