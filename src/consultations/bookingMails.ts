import { type Told, toldFacts } from '@/credits/told';
import { type MessageOrder } from '@/notifications/enqueue';

export interface BookedMails {
  id: string;
  version: number;
  client: string;
  consultant: string;
  startsAt: Date;
  told: Told;
  dueAt?: Date;
}

/** Who is told of a new booking. Pure. */
export function bookingMails({
  id,
  version,
  client,
  consultant,
  startsAt,
  told,
  dueAt,
}: BookedMails): MessageOrder[] {
  const common = {
    cause: `${id}:v${version}`,
    consultation: id,
    version,
    facts: toldFacts(told),
    dueAt,
    notAfter: startsAt,
  };
  return [
    { ...common, template: 'booking-confirmation-client', client },
    { ...common, template: 'booking-confirmation-consultant', consultant },
  ];
}
