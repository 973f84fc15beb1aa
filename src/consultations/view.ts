import { shownJoinUrl } from '@/notifications/joinLink';
import { type Consultation } from '@/payload-types';
import { refId } from '@/platform/refs';

import { policyOf } from './lateReturn';

/** A consultation as our routes answer it: the fields its people may see. */
export interface ConsultationView {
  id: string;
  status: string;
  version: number;
  startsAt: string;
  endsAt: string;
  timezone: string;
  mode: string;
  type: string;
  consultant: string;
  client: string;
  credits: number;
  meeting: { state: string; joinUrl: string | null };
  policy: { noticeHours: number };
  outcome?: { credits: string; rule: string; explanation: string };
}

export function viewOf(consultation: Consultation): ConsultationView {
  const { outcome } = consultation;
  return {
    id: consultation.id,
    status: consultation.status,
    version: consultation.version ?? 1,
    startsAt: consultation.startsAt,
    endsAt: consultation.endsAt ?? '',
    timezone: consultation.timezone ?? 'UTC',
    mode: consultation.mode,
    type: refId(consultation.type),
    consultant: refId(consultation.consultant),
    client: refId(consultation.client),
    credits: consultation.credits ?? 0,
    meeting: { state: consultation.meeting?.state ?? 'none', joinUrl: shownJoinUrl(consultation) },
    policy: { noticeHours: policyOf(consultation).noticeHours },
    ...(outcome?.rule
      ? {
          outcome: {
            credits: outcome.credits ?? '',
            rule: outcome.rule,
            explanation: outcome.explanation ?? '',
          },
        }
      : {}),
  };
}
