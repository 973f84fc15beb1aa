import { type MessageOrder } from '@/notifications/enqueue';
import { type CreditGrant } from '@/payload-types';

export interface Granted {
  id: string;
  source: CreditGrant['source'];
  client: string;
  payment: string | null;
  /** What the client can spend after it, as the mail tells. */
  available: number;
}

/** Who is told of new credits: what staff assign is told by whoever assigns it. Pure. */
export function grantMails({ id, source, client, payment, available }: Granted): MessageOrder[] {
  const common = { cause: payment ?? id, client, grant: id, facts: { creditsAvailable: String(available) } };
  if (source === 'trial') return [{ ...common, template: 'free-trial-assigned' }];
  if (source === 'purchase') return [{ ...common, template: 'payment-confirmation', payment: payment ?? undefined }];
  return [];
}
