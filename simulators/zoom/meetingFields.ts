import { type FieldError } from './errors';
import { type SimMeeting, zoomTime } from './state';

type Check = (value: unknown) => boolean;

const text =
  (limit: number): Check =>
  (value) =>
    typeof value === 'string' && Array.from(value).length <= limit;
const flag: Check = (value) => typeof value === 'boolean';
const oneOf =
  (...allowed: unknown[]): Check =>
  (value) =>
    allowed.includes(value);
const whole =
  (least: number, most: number): Check =>
  (value) =>
    Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
const instant: Check = (value) =>
  typeof value === 'string' &&
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value) &&
  !Number.isNaN(Date.parse(value));

const FIELDS: Record<string, Check> = {
  topic: text(200),
  agenda: text(2000),
  type: oneOf(1, 2, 3, 8, 10),
  start_time: instant,
  duration: whole(1, 1440),
  timezone: isZone,
  password: (value) => typeof value === 'string' && /^[A-Za-z0-9@_*-]{0,10}$/.test(value),
  settings: (value) => value !== null && typeof value === 'object' && !Array.isArray(value),
};

const SETTINGS: Record<string, Check> = {
  waiting_room: flag,
  join_before_host: flag,
  use_pmi: flag,
  host_video: flag,
  participant_video: flag,
  mute_upon_entry: flag,
  meeting_authentication: flag,
  auto_recording: oneOf('local', 'cloud', 'none'),
  approval_type: oneOf(0, 1, 2),
};

/** What Zoom would complain about; fields this simulator does not know pass, as unknown ones do at Zoom. */
export function fieldErrors(body: Record<string, unknown>): FieldError[] {
  const settings = FIELDS.settings?.(body.settings ?? {})
    ? ((body.settings ?? {}) as Record<string, unknown>)
    : {};
  return [...complaints(FIELDS, body, ''), ...complaints(SETTINGS, settings, 'settings.')];
}

function complaints(
  checks: Record<string, Check>,
  values: Record<string, unknown>,
  prefix: string,
): FieldError[] {
  return Object.entries(checks)
    .filter(([name, isValid]) => values[name] !== undefined && !isValid(values[name]))
    .map(([name]) => ({ field: prefix + name, message: 'Invalid field.' }));
}

function isZone(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return true;
  } catch {
    return false;
  }
}

const DEFAULT_SETTINGS = {
  host_video: false,
  participant_video: false,
  join_before_host: false,
  mute_upon_entry: false,
  watermark: false,
  use_pmi: false,
  approval_type: 2,
  audio: 'both',
  auto_recording: 'none',
  waiting_room: false,
  meeting_authentication: false,
  jbh_time: 0,
};

/** Applies a checked body to a meeting, as create and PATCH do: what is not named stays. */
export function applyFields(meeting: SimMeeting, body: Record<string, unknown>): void {
  if (body.topic !== undefined) meeting.topic = body.topic as string;
  if (body.agenda !== undefined) meeting.agenda = body.agenda as string;
  if (body.type !== undefined) meeting.type = body.type as number;
  if (body.start_time !== undefined) meeting.startTime = zoomTime(new Date(body.start_time as string));
  if (body.duration !== undefined) meeting.duration = body.duration as number;
  if (body.timezone !== undefined) meeting.timezone = body.timezone as string;
  if (body.password !== undefined) meeting.password = body.password as string;
  meeting.settings = { ...DEFAULT_SETTINGS, ...meeting.settings, ...((body.settings ?? {}) as object) };
}
