import { zoomErrors } from './errors';
import { findHost } from './hosts';
import { type Reply, type Request } from './http';
import { pageOf } from './paging';
import { heldMeeting } from './past';
import { type Sim } from './sim';
import { type SimMeeting } from './state';

const DAY_MS = 86_400_000;
const FILES = [
  { kind: 'shared_screen_with_speaker_view', type: 'MP4', bytesPerMinute: 3_000_000 },
  { kind: 'audio_only', type: 'M4A', bytesPerMinute: 500_000 },
];

const minutesOf = (meeting: SimMeeting): number =>
  Math.max(
    1,
    Math.ceil((Date.parse(meeting.endedAt ?? '') - Date.parse(meeting.startedAt ?? '')) / 60_000) || 1,
  );

export const recordingFiles = (sim: Sim, meeting: SimMeeting) =>
  FILES.map((file) => ({
    id: `${meeting.id}-${file.type.toLowerCase()}`,
    meeting_id: meeting.uuid,
    recording_start: meeting.startedAt ?? meeting.startTime,
    recording_end: meeting.endedAt ?? meeting.startTime,
    recording_type: file.kind,
    file_type: file.type,
    file_extension: file.type,
    file_size: file.bytesPerMinute * minutesOf(meeting),
    play_url: `${sim.url()}/rec/play/${meeting.id}`,
    download_url: `${sim.url()}/rec/download/${meeting.id}`,
    status: 'completed',
  }));

/** What the recording of a meeting has in common in REST and in `recording.completed`, but for its `type`. */
export function recordingFacts(sim: Sim, meeting: SimMeeting) {
  const files = recordingFiles(sim, meeting);
  return {
    id: meeting.id,
    uuid: meeting.uuid,
    account_id: sim.accountId,
    host_id: meeting.hostId,
    topic: meeting.topic,
    start_time: meeting.startedAt ?? meeting.startTime,
    duration: minutesOf(meeting),
    total_size: files.reduce((sum, file) => sum + file.file_size, 0),
    recording_count: files.length,
    recording_files: files,
  };
}

const recordingJson = (sim: Sim, meeting: SimMeeting) => ({
  ...recordingFacts(sim, meeting),
  // A string here, a number in the event: Zoom's own difference.
  type: String(meeting.type),
});

/** `GET /meetings/:id/recordings` */
export function meetingRecordings(sim: Sim, _request: Request, id: string): Reply {
  const meeting = heldMeeting(sim, id);
  return meeting?.recordedAt ? { status: 200, json: recordingJson(sim, meeting) } : zoomErrors.noRecording();
}

/** `GET /users/:user/recordings` */
export function userRecordings(sim: Sim, request: Request, user: string): Reply {
  const found = findHost(sim, user);
  if ('refusal' in found) return found.refusal;
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  const from = request.query.get('from') ?? day(sim.now().getTime() - 30 * DAY_MS);
  const to = request.query.get('to') ?? day(sim.now().getTime());
  const rows = sim.store.state.meetings.filter(
    ({ hostEmail, recordedAt }) =>
      hostEmail === found.host.email &&
      recordedAt &&
      recordedAt.slice(0, 10) >= from &&
      recordedAt.slice(0, 10) <= to,
  );
  const page = pageOf(rows, request.query);
  return {
    status: 200,
    json: { from, to, ...page.facts, meetings: page.rows.map((row) => recordingJson(sim, row)) },
  };
}
