import { type MessageOrder } from '@/notifications/enqueue';

/** The mail that a new client confirms the address with. Pure. */
export const verificationMail = (clientId: string): MessageOrder => ({
  template: 'email-verification',
  cause: clientId,
  client: clientId,
});
