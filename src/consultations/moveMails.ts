import { type MessageOrder } from '@/notifications/enqueue';
import { type Consultation } from '@/payload-types';
import { refId } from '@/platform/refs';

import { type Party } from './status';

type Moved = Pick<Consultation, 'id' | 'version' | 'consultant' | 'startsAt' | 'endsAt'>;

/**
 * Who is told what when a session gets another time, another consultant, or both. Every calendar that has it is told:
 * who loses it gets a CANCEL under the version that took it away, who gets it an invitation. Pure.
 */
export function moveMails(
  before: Moved,
  after: Moved & Pick<Consultation, 'client' | 'reason'>,
  move: { by: Party; dueAt: Date },
): MessageOrder[] {
  const [old, present] = [refId(before.consultant), refId(after.consultant)];
  const told = {
    previousStartsAt: before.startsAt,
    previousEndsAt: before.endsAt ?? before.startsAt,
    rescheduledBy: move.by,
    reason: after.reason ?? '',
  };
  const common = {
    cause: `${after.id}:v${after.version}`,
    consultation: after.id,
    version: after.version ?? 1,
    notAfter: new Date(after.startsAt),
    dueAt: move.dueAt,
    facts: told,
  };
  const toClient = { ...common, template: 'rescheduled', client: refId(after.client) } as const;
  if (old === present) return [toClient, { ...common, template: 'rescheduled', consultant: present }];
  const takenAway = {
    ...told,
    cancelledBy: move.by,
    handedTo: present,
    creditEffect: 'Nothing changes: the client keeps the booking.',
    takenAwayAt: String(after.version),
  };
  return [
    { ...toClient, facts: { ...told, previousConsultant: old } },
    { ...common, template: 'booking-confirmation-consultant', consultant: present },
    // For them it is over, whatever becomes of it: of later versions they hear no more.
    {
      ...common,
      version: undefined,
      notAfter: undefined,
      dueAt: undefined,
      template: 'canceled-consultant',
      consultant: old,
      facts: takenAway,
    },
  ];
}
