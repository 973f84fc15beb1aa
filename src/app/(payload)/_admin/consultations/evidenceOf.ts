import { type EvidenceView } from '@/components/admin/consultations/views';
import { attendanceOf } from '@/consultations/evidence/stored';
import { type Consultation } from '@/payload-types';

/**
 * What Zoom told of a session; null when nothing, or nothing that this reader may see. The record was read
 * under their access.
 */
export function evidenceOf(booking: Consultation): EvidenceView | null {
  const { proposal, meeting, recording } = booking;
  const evidence: EvidenceView = {
    proposal: proposal?.status ? { status: proposal.status, because: proposal.because ?? '' } : null,
    held:
      meeting?.startedAt || meeting?.endedAt
        ? { from: meeting.startedAt ?? null, to: meeting.endedAt ?? null }
        : null,
    stays: attendanceOf(booking).map(({ role, name, joinedAt, leftAt, place }) => ({
      role,
      name,
      from: joinedAt,
      to: leftAt,
      waited: place === 'waiting_room',
    })),
    recording: recording?.url ? { url: recording.url, passcode: recording.passcode ?? null } : null,
  };
  const isEmpty = !evidence.proposal && !evidence.held && evidence.stays.length === 0 && !evidence.recording;
  return isEmpty ? null : evidence;
}
