import { type z } from 'zod';
import {
  errorAnswer,
  meetingAnswer,
  meetingPage,
  participantPage,
  toMeeting,
  tokenAnswer,
  toParticipation,
} from '@/integrations/zoom/answers';
import { createZoomProvider } from '@/integrations/zoom/client';
import { readZoomEvent } from '@/integrations/zoom/events';
import { readMeetingEvent } from '@/integrations/zoom/meetingEvent';
import { startZoomSimulator, type ZoomSimulator } from '../../simulators/zoom/server';
import { type Exchange, fieldsOf, fieldsRead, statedCall } from './stated/form';
import { disagreements } from './stated/official';
import { BEYOND_DESCRIPTION, meeting, meetings, participants, token, zoom } from './stated/zoom';
import { startEndpoint } from './zoomEndpoint';
import { recordingFetch, zoomSpec } from './zoomExchanges';

console.log(
  `figure: Zoom’s own description was ${zoomSpec ? '' : 'not '}compared with what the product relies on`,
);

const HOST = 'amara.cole@insight-serenity.example';
const MARKER = '66f0a1b2c3d4e5f601234567';
const REQUEST = {
  host: HOST,
  topic: 'Consultation with Amara Cole',
  marker: MARKER,
  startsAt: new Date('2031-03-04T15:00:00Z'),
  minutes: 60,
  timezone: 'Europe/Berlin',
};

let simulator: ZoomSimulator;
const exchanges: Exchange[] = [];
const events: { event: string; payload: object }[] = [];

beforeAll(async () => {
  const endpoint = await startEndpoint((body) => events.push(JSON.parse(body) as (typeof events)[number]));
  simulator = await startZoomSimulator({ port: 0, webhookUrl: endpoint.url, webhookSecret: 'secret' });
  const provider = createZoomProvider({
    accountId: 'account',
    clientId: 'client',
    clientSecret: 'secret',
    apiBase: `${simulator.url}/v2`,
    oauthBase: simulator.url,
    fallbackHost: HOST,
    fetch: recordingFetch(exchanges),
  });
  const made = await provider.createMeeting(REQUEST);
  await provider.updateMeeting(made.id, { ...REQUEST, minutes: 90 });
  await provider.findMeetings({ host: HOST, marker: MARKER });
  await provider.listMarked(HOST);
  await provider.checkConfiguration();
  for (const type of Object.keys(zoom.webhooks).filter((name) => !name.startsWith('endpoint')))
    await fetch(`${simulator.url}/_sim/meetings/${made.id}/events`, {
      method: 'POST',
      body: JSON.stringify({ type, participant: { name: 'Noor', email: 'noor@client.example' } }),
    });
  await provider.participants(made.id);
  await provider.deleteMeeting(made.id);
  await provider.getMeeting(made.id);
  await endpoint.close();
});
afterAll(() => simulator.close());

const answersTo = (name: string): unknown[] =>
  exchanges
    .filter(
      ({ method, url, status }) =>
        statedCall(zoom, method, url) === zoom.calls[name] && (status ?? 500) < 400,
    )
    .map(({ answer }) => answer);

const READINGS: [string, () => unknown[], z.ZodType, (value: unknown) => unknown][] = [
  ['a token', () => answersTo('POST /oauth/token'), token, (value) => tokenAnswer.parse(value)],
  [
    'a meeting',
    () => answersTo('GET /v2/meetings/{meetingId}'),
    meeting,
    (value) => toMeeting(meetingAnswer.parse(value), ''),
  ],
  [
    'a list of meetings',
    () => answersTo('GET /v2/users/{userId}/meetings'),
    meetings,
    (value) => meetingPage.parse(value),
  ],
  [
    'a report of who was there',
    () => answersTo('GET /v2/report/meetings/{meetingId}/participants'),
    participants,
    (value) => {
      const { next_page_token: next, participants: rows } = participantPage.parse(value);
      return [next, rows.map(toParticipation)];
    },
  ],
  [
    'a refusal',
    () => exchanges.filter(({ status }) => status === 404).map(({ answer }) => answer),
    zoom.refusal,
    (value) => errorAnswer.parse(value),
  ],
];

describe('what the product reads of Zoom', () => {
  it.each(READINGS)('of %s is no more than is stated', (_what, given, stated, read) => {
    expect(given().length).toBeGreaterThan(0);
    for (const value of given()) expect(read(stated.parse(value))).toEqual(read(value));
  });

  it.each(READINGS)('of %s is all that is stated', (_what, given, stated, read) => {
    const seen = new Set(given().flatMap((value) => [...fieldsRead(value, read)]));
    expect([...fieldsOf(stated)].filter((field) => !seen.has(field))).toEqual([]);
  });

  it('of an event is no more than is stated', () => {
    const read = (event: { event: string }) => {
      const { type, payload, sealed, eventId } = readZoomEvent(JSON.stringify(event));
      return { type, sealed, eventId, says: readMeetingEvent(type, payload) };
    };
    expect(events.map(({ event }) => event)).toEqual(
      Object.keys(zoom.webhooks).filter((type) => !type.startsWith('endpoint')),
    );
    for (const event of events) {
      const kept = zoom.webhooks[event.event]?.parse(event) as { event: string };
      expect([event.event, read(kept)]).toEqual([event.event, read(event)]);
      expect(read(event).says).not.toBeNull();
    }
  });

  it('of an event is all that is stated', () => {
    for (const event of events) {
      const stated = fieldsOf(zoom.webhooks[event.event] as z.ZodType);
      const seen = fieldsRead(event, (given: { event: string; event_ts: number; payload: object }) => {
        readMeetingEvent(given.event, { event_ts: given.event_ts, ...given.payload });
      });
      // Read of the raw body: what was recorded, and the names of an event that has no id.
      const ofTheBody = ['payload.object.share_url', 'payload.object.password'];
      const unread = [...stated].filter((field) => !seen.has(field) && !ofTheBody.includes(field));
      expect([event.event, unread]).toEqual([event.event, []]);
    }
  });
});

describe('what the product asks of Zoom', () => {
  it('is every call that is stated', () => {
    const asked = new Set(exchanges.map(({ method, url }) => statedCall(zoom, method, url)));
    expect(Object.keys(zoom.calls).filter((name) => !asked.has(zoom.calls[name]))).toEqual([]);
  });
});

if (zoomSpec) {
  const spec = zoomSpec;
  describe('what is stated of Zoom', () => {
    it('agrees with its own description, but for what is named', () => {
      expect(disagreements(zoom, spec, '/v2')).toEqual(BEYOND_DESCRIPTION);
    });
  });
}
