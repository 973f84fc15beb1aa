import { createHash } from 'node:crypto';
import { z } from 'zod';

import { DomainError } from '@/platform/errors';

const eventBody = z.object({
  event: z.string().min(1).max(120),
  event_ts: z.number(),
  payload: z.record(z.string(), z.unknown()),
});

/** An event as received, ready to be stored. */
export interface ZoomEvent {
  /** Zoom gives none: what happened, at which meeting, when, and to whom. A repetition has the same. */
  eventId: string;
  type: string;
  /** As sent, but for links, passwords and tokens. */
  payload: Record<string, unknown>;
  /** What lets whoever has it into a recording; kept apart from what may be read. */
  sealed?: { url: string; passcode: string | null };
}

const SECRET = /(_url|password|passcode|token)$|^zak$/i;

/** Without whatever opens something: recordings, meetings, accounts. */
function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !SECRET.test(name))
      .map(([name, inner]) => [name, withoutSecrets(inner)]),
  );
}

const text = z.string().min(1);
const idents = z.object({
  object: z.object({
    uuid: text,
    participant: z
      .object({ participant_uuid: text, user_id: text, id: text, user_name: text })
      .partial()
      .catch({})
      .optional(),
  }),
});

export const personKey = (
  person: { participant_uuid?: string; user_id?: string; id?: string; user_name?: string } | undefined,
): string =>
  [person?.participant_uuid, person?.user_id, person?.id, person?.user_name].find((value) => value) ?? '';

function eventIdOf({ event, event_ts: at, payload }: z.infer<typeof eventBody>, rawBody: string): string {
  const found = idents.safeParse(payload).data?.object;
  if (!found) return `${event}:${createHash('sha256').update(rawBody).digest('hex').slice(0, 40)}`;
  const person = found.participant ? `:${personKey(found.participant)}` : '';
  return `${event}:${found.uuid}:${at}${person}`.slice(0, 500);
}

const recorded = z.object({
  object: z.object({ share_url: z.url({ protocol: /^https?$/ }), password: z.string().nullish() }),
});

/**
 * The event in a verified body, and the challenge of an endpoint validation.
 * @throws DomainError VALIDATION when it is none of Zoom's
 */
export function readZoomEvent(rawBody: string): ZoomEvent & { plainToken?: string } {
  const parsed = eventBody.safeParse(jsonOf(rawBody));
  if (!parsed.success) throw new DomainError('VALIDATION', { message: 'This is no event.' });
  const { event: type, payload } = parsed.data;
  const recording = type === 'recording.completed' ? recorded.safeParse(payload).data?.object : undefined;
  return {
    eventId: eventIdOf(parsed.data, rawBody),
    type,
    payload: withoutSecrets({ event_ts: parsed.data.event_ts, ...payload }) as Record<string, unknown>,
    ...(recording ? { sealed: { url: recording.share_url, passcode: recording.password || null } } : {}),
    ...(type === 'endpoint.url_validation' && typeof payload.plainToken === 'string'
      ? { plainToken: payload.plainToken }
      : {}),
  };
}

function jsonOf(rawBody: string): unknown {
  try {
    return JSON.parse(rawBody);
  } catch {
    return null;
  }
}
