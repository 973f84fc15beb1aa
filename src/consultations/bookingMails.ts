import { type MessageOrder } from '@/notifications/enqueue';

export interface BookedMails {
  id: string;
  version: number;
  client: string;
  consultant: string;
  startsAt: Date;
  /** What the client could spend after it, as the mail tells. */
  available: number;
  dueAt?: Date;
}

/** Who is told of a new booking. Pure. */
export function bookingMails({ id, version, client, consultant, startsAt, available, dueAt }: BookedMails): MessageOrder[] {
  const common = { cause: `${id}:v${version}`, consultation: id, version, facts: { creditsAvailable: String(available) }, dueAt, notAfter: startsAt };
  return [
    { ...common, template: 'booking-confirmation-client', client },
    { ...common, template: 'booking-confirmation-consultant', consultant },
  ];
}
