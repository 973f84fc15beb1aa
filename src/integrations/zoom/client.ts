import { type z } from 'zod';
import { DomainError, isDomainError } from '@/platform/errors';
import { meetingAnswer, meetingPage, participantPage, toMeeting, toParticipation } from './answers';
import { describeConfiguration } from './configuration';
import { carriesMarker, markerOf, meetingBody, newPasscode } from './meetingBody';
import { type Meeting, type MeetingProvider } from './port';
import { createSession, readAnswer } from './session';
import { createTokenSource } from './token';

export interface ZoomSettings {
  accountId: string;
  clientId: string;
  clientSecret: string;
  /** With the version: `https://api.zoom.us/v2`. */
  apiBase: string;
  oauthBase: string;
  /** Names this installation on its meetings, so that another one on the same account leaves them alone. */
  origin?: string;
  /** Looked at by the configuration check only. */
  fallbackHost?: string;
  timeoutMs?: number;
  fetch?: typeof fetch;
}

const PAGE_SIZE = 300;
/** 15,000 rows: more than any host has, and an end should Zoom repeat its page token. */
const PAGE_LIMIT = 50;

/** Zoom over Server-to-Server OAuth. Never returns, keeps or logs a start link. */
export function createZoomProvider(settings: ZoomSettings): MeetingProvider {
  const call = { fetch: settings.fetch ?? fetch, timeoutMs: settings.timeoutMs ?? 10_000 };
  const tokens = createTokenSource({ ...settings, call });
  const request = createSession({ tokens, apiBase: settings.apiBase, call });
  const origin = settings.origin ?? 'this installation';

  async function getMeeting(id: string, host = ''): Promise<Meeting | null> {
    const operation = 'getMeeting';
    const answer = await unlessGone(request({ operation, method: 'GET', path: meetingPath(id) }));
    return answer === GONE ? null : toMeeting(readAnswer(meetingAnswer, answer, operation), host);
  }

  async function everyPage<S extends z.ZodType<{ next_page_token?: string | null }>>(
    schema: S,
    { operation, path }: { operation: string; path: (query: URLSearchParams) => string },
  ): Promise<z.infer<S>[]> {
    const pages: z.infer<S>[] = [];
    let token = '';
    for (let count = 0; count < PAGE_LIMIT; count += 1) {
      const query = new URLSearchParams({
        page_size: String(PAGE_SIZE),
        ...(token && { next_page_token: token }),
      });
      const page = readAnswer(
        schema,
        await request({ operation, method: 'GET', path: path(query) }),
        operation,
      );
      pages.push(page);
      token = page.next_page_token ?? '';
      if (!token) return pages;
    }
    throw new DomainError('PROVIDER_UNAVAILABLE', {
      detail: { provider: 'zoom', operation, reason: 'endless-pages' },
    });
  }

  // "scheduled" rather than "upcoming": an outage may outlast the meeting's own start.
  const meetingsOf = async (host: string, operation: string) =>
    (
      await everyPage(meetingPage, {
        operation,
        path: (query) => `${userPath(host)}/meetings?type=scheduled&${query}`,
      })
    ).flatMap((page) => page.meetings);

  return {
    async createMeeting(input) {
      const operation = 'createMeeting';
      const body = { ...meetingBody(input, origin), password: newPasscode() };
      const answer = await request({
        operation,
        method: 'POST',
        path: `${userPath(input.host)}/meetings`,
        body,
      });
      return toMeeting(readAnswer(meetingAnswer, answer, operation), input.host);
    },

    async updateMeeting(id, input) {
      await request({
        operation: 'updateMeeting',
        method: 'PATCH',
        path: meetingPath(id),
        body: meetingBody(input, origin),
      });
    },

    async deleteMeeting(id) {
      await unlessGone(request({ operation: 'deleteMeeting', method: 'DELETE', path: meetingPath(id) }));
    },

    getMeeting: (id) => getMeeting(id),

    async findMeetings({ host, marker }) {
      const rows = await meetingsOf(host, 'findMeetings');
      const ids = rows.filter((row) => carriesMarker(row.agenda, marker)).map((row) => row.id);
      // Lists lack the passcode, and may lag behind a deletion.
      const found = await Promise.all([...new Set(ids)].map((id) => getMeeting(id, host)));
      return found.filter((meeting) => meeting !== null);
    },

    async listMarked(host) {
      const rows = await meetingsOf(host, 'listMarked');
      return rows.flatMap(({ id, agenda, created_at: createdAt }) => {
        const marker = markerOf(agenda, origin);
        return marker && createdAt ? [{ id, marker, createdAt }] : [];
      });
    },

    async participants(id) {
      const pages = await unlessGone(
        everyPage(participantPage, {
          operation: 'participants',
          path: (query) => `/report${meetingPath(id)}/participants?${query}`,
        }),
      );
      return pages === GONE ? [] : pages.flatMap((page) => page.participants.map(toParticipation));
    },

    checkConfiguration: () =>
      describeConfiguration(async () => {
        await tokens.get();
        if (!settings.fallbackHost) return;
        const path = `${userPath(settings.fallbackHost)}/meetings?page_size=1`;
        await request({ operation: 'checkConfiguration', method: 'GET', path });
      }),
  };
}

const meetingPath = (id: string): string => `/meetings/${encodeURIComponent(id)}`;
const userPath = (host: string): string => `/users/${encodeURIComponent(host)}`;

const GONE = Symbol('the meeting is gone');

async function unlessGone<T>(work: Promise<T>): Promise<T | typeof GONE> {
  try {
    return await work;
  } catch (error) {
    if (isDomainError(error) && error.code === 'NOT_FOUND') return GONE;
    throw error;
  }
}
