import { type MessageOrder } from '@/notifications/enqueue';
import { type CreditGrant } from '@/payload-types';

import { type Told, toldFacts } from './told';

export interface Granted {
  id: string;
  source: CreditGrant['source'];
  client: string;
  payment: string | null;
  told: Told;
}

/** Who is told of new credits: what staff assign is told by whoever assigns it. Pure. */
export function grantMails({ id, source, client, payment, told }: Granted): MessageOrder[] {
  const common = { cause: payment ?? id, client, grant: id, facts: toldFacts(told) };
  if (source === 'trial') return [{ ...common, template: 'free-trial-assigned' }];
  if (source === 'purchase')
    return [{ ...common, template: 'payment-confirmation', payment: payment ?? undefined }];
  return [];
}
