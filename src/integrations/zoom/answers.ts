import { z } from 'zod';
import { type Meeting, type Participation } from './port';

// Only the fields used are read; zod drops the rest, so a start link never gets past this file.

export const tokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

export const errorAnswer = z.object({ code: z.number().nullish(), message: z.string().nullish() });

export const meetingAnswer = z.object({
  id: z.union([z.number(), z.string()]).transform(String),
  join_url: z.string().min(1),
  password: z.string().nullish(),
  host_email: z.string().nullish(),
  start_time: z.coerce.date(),
  duration: z.number(),
});

export const meetingPage = z.object({
  next_page_token: z.string().nullish(),
  meetings: z
    .array(
      z.object({
        id: z.union([z.number(), z.string()]).transform(String),
        agenda: z.string().nullish(),
        created_at: z.coerce.date().nullish(),
      }),
    )
    .default([]),
});

/** Zoom sends an empty string where a time or address is not known. */
const known = (value: string | null | undefined): string | null => (value ? value : null);

export const participantPage = z.object({
  next_page_token: z.string().nullish(),
  participants: z
    .array(
      z.object({
        user_id: z.string().nullish(),
        name: z.string().nullish(),
        user_email: z.string().nullish(),
        status: z.string().nullish(),
        join_time: z.coerce.date(),
        leave_time: z.string().nullish(),
      }),
    )
    .default([]),
});

export function toMeeting(answer: z.infer<typeof meetingAnswer>, host: string): Meeting {
  return {
    id: answer.id,
    joinUrl: answer.join_url,
    passcode: known(answer.password),
    host: host || (known(answer.host_email) ?? ''),
    startsAt: answer.start_time,
    minutes: answer.duration,
  };
}

export function toParticipation(row: z.infer<typeof participantPage>['participants'][number]): Participation {
  const left = known(row.leave_time);
  return {
    key: known(row.user_id) ?? row.name ?? '',
    name: row.name ?? '',
    place: row.status === 'in_waiting_room' ? 'waiting_room' : 'meeting',
    email: known(row.user_email),
    joinedAt: row.join_time,
    leftAt: left ? new Date(left) : null,
  };
}
