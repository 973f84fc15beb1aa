import { type Payload, type PayloadRequest } from 'payload';

/** Who works on a template; what is shown is read under these rights. */
export interface Asker {
  payload: Payload;
  user: PayloadRequest['user'];
}
