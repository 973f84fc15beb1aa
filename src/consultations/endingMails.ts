import { type TemplateKey } from '@/emails/catalog';
import { type Told, toldFacts } from '@/credits/told';
import { type MessageOrder } from '@/notifications/enqueue';

import { type Party, type Status } from './status';

export interface Ending {
  id: string;
  version: number;
  status: Status;
  client: string;
  consultant: string;
  by: Party;
  explanation: string;
  reason: string;
  told: Told;
}

const TEMPLATES: Partial<Record<Status, { client: TemplateKey; consultant: TemplateKey }>> = {
  cancelled: { client: 'canceled-client', consultant: 'canceled-consultant' },
  completed: { client: 'completed-client', consultant: 'completed-consultant' },
};

/** Who is told how a session ended. Pure. */
export function endingMails({
  id,
  version,
  status,
  client,
  consultant,
  by,
  explanation,
  reason,
  told,
}: Ending): MessageOrder[] {
  const templates = TEMPLATES[status];
  if (!templates) return [];
  const facts = { ...toldFacts(told), creditEffect: explanation, reason, cancelledBy: by };
  const common = { cause: `${id}:v${version}`, consultation: id, version, facts };
  return [
    { ...common, template: templates.client, client },
    { ...common, template: templates.consultant, consultant },
  ];
}
