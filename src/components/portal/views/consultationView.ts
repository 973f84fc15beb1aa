import { type ConsultationStatus, type ConsultationView, type MeetingView } from '../types';
import { instant, number, optionalNumber, optionalText, record, text, webLink, type Json } from './read';

const STATUSES: readonly ConsultationStatus[] = [
  'booked',
  'in_progress',
  'completed',
  'cancelled',
  'client_no_show',
  'consultant_no_show',
  'technical_failure',
];

/** A consultation document, with its relations populated or not (then their names stay plain). */
export function toConsultationView(value: unknown): ConsultationView {
  const it = record(value);
  return {
    id: text(it.id),
    status: STATUSES.find((status) => status === it.status) ?? 'booked',
    version: number(it.version),
    startsAt: instant(it.startsAt),
    endsAt: instant(it.endsAt),
    mode: it.mode === 'in_person' ? 'in_person' : 'remote',
    typeId: text(record(it.type).id) || text(it.type),
    typeName: text(record(it.type).name) || 'Consultation',
    consultantId: text(record(it.consultant).id) || text(it.consultant),
    consultantName: text(record(it.consultant).name) || 'your consultant',
    credits: number(it.credits),
    topic: optionalText(it.topic),
    location: optionalText(it.location),
    reason: optionalText(it.reason),
    meeting: toMeetingView(record(it.meeting)),
    noticeHours: optionalNumber(record(it.policy).noticeHours),
    isForgivenOnce: record(it.policy).lateReturn === 'once',
    outcome: optionalText(record(it.outcome).explanation),
  };
}

function toMeetingView(meeting: Json): MeetingView {
  const state = (['pending', 'ready', 'failed', 'deleted'] as const).find((known) => known === meeting.state);
  return {
    state: state ?? 'none',
    joinUrl: webLink(meeting.joinUrl),
    passcode: optionalText(meeting.passcode),
  };
}
