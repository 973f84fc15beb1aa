import { z } from 'zod';
import { number, type StatedProvider } from './form';

/** What the product relies on of Zoom: the calls it makes, and what it reads of answers and events. */

const text = z.string();
/** Zoom sends an empty string for a time it does not know. */
const moment = z.union([z.literal(''), z.iso.datetime({ offset: true })]);

export const token = z.object({ access_token: text.min(1), expires_in: z.int().positive() });

export const meeting = z.object({
  id: z.int(),
  join_url: text.min(1),
  password: text.optional(),
  host_email: text.optional(),
  start_time: z.iso.datetime(),
  duration: z.int(),
});

export const meetings = z.object({
  next_page_token: text.optional(),
  meetings: z.array(z.object({ id: z.int(), agenda: text.optional(), created_at: z.iso.datetime() })),
});

export const participants = z.object({
  next_page_token: text.optional(),
  participants: z.array(
    z.object({
      user_id: text.optional(),
      name: text.optional(),
      user_email: text.optional(),
      status: z.enum(['in_meeting', 'in_waiting_room']).optional(),
      join_time: z.iso.datetime(),
      leave_time: moment.optional(),
    }),
  ),
});

const wanted = z.strictObject({
  topic: text.max(200),
  type: z.literal(2),
  start_time: z.iso.datetime(),
  duration: z.int().min(1).max(1440),
  timezone: text,
  agenda: text.max(2000),
  settings: z.strictObject({
    waiting_room: z.literal(true),
    join_before_host: z.literal(false),
    auto_recording: z.literal('cloud'),
    use_pmi: z.literal(false),
    approval_type: z.literal(2),
    meeting_authentication: z.literal(false),
    host_video: z.literal(true),
    participant_video: z.literal(true),
  }),
});

const paged = { page_size: number, next_page_token: text.optional() };

const event = <Held extends z.ZodRawShape>(held: Held) =>
  z.object({
    event: text,
    event_ts: z.int(),
    payload: z.object({ object: z.object({ id: text, uuid: text, ...held }) }),
  });

/** Who it was is told by one of these, in this order; a guest often has no address. */
const person = {
  participant_uuid: text.optional(),
  participant_user_id: text.optional(),
  user_id: text.optional(),
  id: text.optional(),
  user_name: text.optional(),
  email: text.optional(),
};
const visit = (moments: z.ZodRawShape) =>
  event({ host_id: text, participant: z.object({ ...person, ...moments }) });
const joined = visit({ join_time: z.iso.datetime() });
const left = visit({ leave_time: z.iso.datetime() });
const waited = visit({ date_time: z.iso.datetime() });
/** In front of a meeting that is not open: when it was is the time of the event. */
const early = visit({});

export const zoom: StatedProvider = {
  calls: {
    'POST /oauth/token': {
      query: z.strictObject({ grant_type: z.literal('account_credentials'), account_id: text.min(1) }),
      status: 200,
      answer: token,
    },
    'POST /v2/users/{userId}/meetings': {
      body: wanted.extend({ password: text.length(10) }),
      status: 201,
      answer: meeting,
    },
    'GET /v2/users/{userId}/meetings': {
      query: z.strictObject({ type: z.literal('scheduled').optional(), ...paged }),
      status: 200,
      answer: meetings,
    },
    'GET /v2/meetings/{meetingId}': { status: 200, answer: meeting },
    'PATCH /v2/meetings/{meetingId}': { body: wanted, status: 204 },
    'DELETE /v2/meetings/{meetingId}': { status: 204 },
    'GET /v2/report/meetings/{meetingId}/participants': {
      query: z.strictObject(paged),
      status: 200,
      answer: participants,
    },
  },
  refusal: z.object({ code: z.int().optional(), message: text.optional() }),
  webhooks: {
    'meeting.started': event({}),
    'meeting.ended': event({ end_time: moment }),
    'meeting.participant_joined': joined,
    'meeting.participant_left': left,
    'meeting.participant_joined_waiting_room': waited,
    'meeting.participant_left_waiting_room': waited,
    'meeting.participant_jbh_waiting': early,
    'meeting.participant_jbh_waiting_left': early,
    'recording.completed': z.object({
      event: text,
      event_ts: z.int(),
      payload: z.object({
        object: z.object({ id: z.int(), uuid: text, share_url: z.url(), password: text.optional() }),
      }),
    }),
    'endpoint.url_validation': z.object({
      event: text,
      event_ts: z.int(),
      payload: z.object({ plainToken: text.min(1) }),
    }),
  },
};

/** What Zoom's description leaves open, and the product needs all the same. */
export const BEYOND_DESCRIPTION = [
  // Only a meeting without a time lacks these; ours are scheduled.
  'POST /v2/users/{userId}/meetings answer.start_time is not always there',
  'POST /v2/users/{userId}/meetings answer.duration is not always there',
  'GET /v2/meetings/{meetingId} answer.start_time is not always there',
  'GET /v2/meetings/{meetingId} answer.duration is not always there',
  // Every example has it; an event without it is of no session.
  'meeting.participant_joined.payload.object.id is not always there',
];
