import { createZoomProvider, type ZoomSettings } from '@/integrations/zoom/client';
import { HostUnavailable, type MeetingProvider, type MeetingRequest } from '@/integrations/zoom/port';
import { freezeClock, resetClock } from '@/platform/clock';
import { type DomainError } from '@/platform/errors';
import { startZoomSimulator, type ZoomSimulator } from '../../simulators/zoom/server';
import { type Exchange } from './stated/form';
import { exchangesAreWrong, recordingFetch } from './zoomExchanges';

const HOST = 'amara.cole@insight-serenity.example';
const START = new Date('2031-03-04T15:00:00Z');
const CREDENTIALS = { accountId: 'account', clientId: 'client', clientSecret: 'secret' };

let simulator: ZoomSimulator;
let exchanges: Exchange[];
let provider: MeetingProvider;

const request = (over: Partial<MeetingRequest> = {}): MeetingRequest => ({
  host: HOST,
  topic: 'Consultation with Amara Cole',
  marker: '66f0a1b2c3d4e5f601234567',
  startsAt: START,
  minutes: 60,
  timezone: 'Europe/Berlin',
  ...over,
});

const makeProvider = (over: Partial<ZoomSettings> = {}): MeetingProvider =>
  createZoomProvider({
    ...CREDENTIALS,
    apiBase: `${simulator.url}/v2`,
    oauthBase: simulator.url,
    fallbackHost: HOST,
    timeoutMs: 5_000,
    fetch: recordingFetch(exchanges),
    ...over,
  });

const control = (path: string, body: unknown = {}) =>
  fetch(`${simulator.url}/_sim${path}`, { method: 'POST', body: JSON.stringify(body) });
const fault = (body: Record<string, unknown>) => control('/faults', body);
const refusal = (work: Promise<unknown>): Promise<DomainError> =>
  work.then(
    () => Promise.reject(new Error('It did not refuse.')),
    (error: DomainError) => error,
  );
const live = () => simulator.state.meetings.filter((meeting) => !meeting.deletedAt);
const tokenCalls = () => simulator.state.calls.filter((call) => call.path === '/oauth/token');

beforeAll(async () => {
  simulator = await startZoomSimulator({ port: 0, credentials: CREDENTIALS });
});
afterAll(() => simulator.close());
beforeEach(async () => {
  await control('/reset');
  exchanges = [];
  provider = makeProvider();
});
afterEach(() => {
  resetClock();
  expect(exchangesAreWrong(exchanges)).toEqual([]);
});

describe('the meeting client, against the simulator and what is stated', () => {
  it('makes a meeting with waiting room, passcode and cloud recording', async () => {
    const meeting = await provider.createMeeting(request());
    expect(meeting).toEqual({
      id: String(live()[0]?.id),
      joinUrl: expect.stringContaining(`/j/${live()[0]?.id}?pwd=`),
      passcode: expect.stringMatching(/^[a-zA-Z][a-zA-Z0-9]{8}[0-9]$/),
      host: HOST,
      startsAt: START,
      minutes: 60,
    });
    expect(live()[0]).toMatchObject({
      agenda: expect.stringContaining(request().marker),
      timezone: 'Europe/Berlin',
      settings: { waiting_room: true, auto_recording: 'cloud', join_before_host: false },
    });
  });

  it('never lets a start link through', async () => {
    const created = await provider.createMeeting(request());
    const read = await provider.getMeeting(created.id);
    const found = await provider.findMeetings({ host: HOST, marker: request().marker });
    expect(JSON.stringify(exchanges)).toContain('zak=');
    expect(JSON.stringify([created, read, found])).not.toMatch(/zak=|start_url|\/s\//);
  });

  it('reads back what it made, and null for what does not exist', async () => {
    const created = await provider.createMeeting(request());
    expect(await provider.getMeeting(created.id)).toEqual(created);
    expect(await provider.getMeeting('81234567890')).toBeNull();
  });

  it('moves a meeting and keeps its link', async () => {
    const created = await provider.createMeeting(request());
    const startsAt = new Date('2031-03-05T09:30:00Z');
    await provider.updateMeeting(created.id, request({ startsAt, minutes: 90 }));
    expect(await provider.getMeeting(created.id)).toEqual({ ...created, startsAt, minutes: 90 });
  });

  it('says NOT_FOUND when the meeting to move is gone', async () => {
    expect(await refusal(provider.updateMeeting('81234567890', request()))).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('deletes a meeting, and deleting it again succeeds', async () => {
    const { id } = await provider.createMeeting(request());
    await provider.deleteMeeting(id);
    await provider.deleteMeeting(id);
    expect(live()).toEqual([]);
  });

  it('does not take a wrong base URL for a deleted meeting', async () => {
    const lost = createZoomProvider({
      ...CREDENTIALS,
      apiBase: `${simulator.url}/v3`,
      oauthBase: simulator.url,
    });
    expect(await refusal(lost.deleteMeeting('81234567890'))).toMatchObject({ code: 'INTERNAL' });
    expect(await refusal(lost.getMeeting('81234567890'))).toMatchObject({ code: 'INTERNAL' });
  });

  it('sends a long or broken topic in a form Zoom accepts', async () => {
    await provider.createMeeting(request({ topic: `Plan\r\n${'é'.repeat(400)}` }));
    expect(live()[0]?.topic).toHaveLength(200);
    expect(live()[0]?.topic).toMatch(/^Plan é+$/);
  });

  it('reports who was there once the meeting is over', async () => {
    const { id } = await provider.createMeeting(request());
    expect(await provider.participants(id)).toEqual([]);
    const happen = (type: string, at: string, participant?: object) =>
      control(`/meetings/${id}/events`, { type, at, participant });
    await happen('started', '2031-03-04T15:00:00Z');
    await happen('participant_joined', '2031-03-04T15:01:00Z', {
      name: 'Noor',
      email: 'noor@client.example',
    });
    await happen('participant_joined', '2031-03-04T15:02:00Z', { name: 'Phone', email: '' });
    await happen('participant_left', '2031-03-04T15:40:00Z', { name: 'Noor', email: 'noor@client.example' });
    await happen('ended', '2031-03-04T16:00:00Z');
    expect(await provider.participants(id)).toEqual([
      {
        key: expect.any(String),
        place: 'meeting',
        name: 'Noor',
        email: 'noor@client.example',
        joinedAt: new Date('2031-03-04T15:01:00Z'),
        leftAt: new Date('2031-03-04T15:40:00Z'),
      },
      {
        key: expect.any(String),
        place: 'meeting',
        name: 'Phone',
        email: null,
        joinedAt: new Date('2031-03-04T15:02:00Z'),
        leftAt: new Date('2031-03-04T16:00:00Z'),
      },
    ]);
  });
});

describe('finding a meeting by its marker', () => {
  it('finds exactly one after a create whose answer was lost', async () => {
    const hasty = makeProvider({ timeoutMs: 3000 });
    await fault({ match: 'POST /v2/users/*/meetings', afterEffect: 'timeout' });
    const error = await refusal(hasty.createMeeting(request()));
    expect(error).toMatchObject({ code: 'PROVIDER_UNAVAILABLE', facts: { detail: { reason: 'timeout' } } });
    const found = await provider.findMeetings({ host: HOST, marker: request().marker });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      id: String(live()[0]?.id),
      passcode: live()[0]?.password,
      startsAt: START,
    });
  });

  it('looks through every page, and takes the whole marker only', async () => {
    const wanted = await provider.createMeeting(request({ marker: 'marker-1' }));
    const { meetings } = simulator.state;
    const [template] = meetings;
    if (!template) throw new Error('no meeting was made');
    for (let index = 0; index < 700; index += 1) {
      const startTime = `2031-01-01T00:00:${String(index % 60).padStart(2, '0')}Z`;
      meetings.unshift({ ...template, id: 70_000_000_000 + index, agenda: `marker-1${index} x`, startTime });
    }
    const found = await provider.findMeetings({ host: HOST, marker: 'marker-1' });
    expect(found.map((meeting) => meeting.id)).toEqual([wanted.id]);
    expect(exchanges.filter((exchange) => exchange.url.includes('type=scheduled'))).toHaveLength(3);
  });

  it('leaves out deleted meetings and other hosts', async () => {
    const { id } = await provider.createMeeting(request());
    const other = 'leo.park@insight-serenity.example';
    expect(await provider.findMeetings({ host: other, marker: request().marker })).toEqual([]);
    await provider.deleteMeeting(id);
    expect(await provider.findMeetings({ host: HOST, marker: request().marker })).toEqual([]);
  });
});

describe('the list of our meetings', () => {
  it('tells each by its mark and age, and leaves out those of another installation and of other people', async () => {
    const ours = makeProvider({ origin: 'portal.example' });
    const made = await ours.createMeeting(request());
    await makeProvider({ origin: 'staging.example' }).createMeeting(
      request({ marker: '66f0a1b2c3d4e5f601234568' }),
    );
    const [template] = simulator.state.meetings;
    if (!template) throw new Error('no meeting was made');
    simulator.state.meetings.push(
      { ...template, id: 70_000_000_001, agenda: 'Weekly' },
      { ...template, id: 70_000_000_002, agenda: '66f0a1b2c3d4e5f601234567' },
      { ...template, id: 70_000_000_003, agenda: `${template.agenda} 66f0a1b2c3d4e5f601234569` },
    );
    expect(await ours.listMarked(HOST)).toEqual([
      { id: made.id, marker: request().marker, createdAt: new Date(template.createdAt) },
    ]);
  });

  it('says when a host is none', async () => {
    await expect(provider.listMarked('nohost@insight-serenity.example')).rejects.toBeInstanceOf(
      HostUnavailable,
    );
  });
});

describe('tokens', () => {
  it('asks for one token in 20 calls at once, and keeps it 55 minutes', async () => {
    freezeClock('2031-01-01T10:00:00Z');
    await Promise.all(Array.from({ length: 20 }, () => provider.getMeeting('81234567890')));
    expect(tokenCalls()).toHaveLength(1);
    freezeClock('2031-01-01T10:54:59Z');
    await provider.getMeeting('81234567890');
    expect(tokenCalls()).toHaveLength(1);
    freezeClock('2031-01-01T10:55:00Z');
    await Promise.all(Array.from({ length: 20 }, () => provider.getMeeting('81234567890')));
    expect(tokenCalls()).toHaveLength(2);
  });

  it('takes a fresh token when Zoom withdraws the old one, once for 20 calls', async () => {
    const { id } = await provider.createMeeting(request());
    await control('/tokens/withdraw');
    const read = await Promise.all(Array.from({ length: 20 }, () => provider.getMeeting(id)));
    expect(read.every((meeting) => meeting?.id === id)).toBe(true);
    expect(tokenCalls()).toHaveLength(2);
  });

  it('gives up after one fresh token', async () => {
    await fault({ match: 'GET /v2/meetings/', status: 401, times: 5 });
    const error = await refusal(provider.getMeeting('81234567890'));
    expect(error).toMatchObject({
      code: 'PROVIDER_UNAVAILABLE',
      facts: { detail: { reason: 'token-refused' } },
    });
    expect(exchanges.filter((exchange) => exchange.url.startsWith('/v2/'))).toHaveLength(2);
  });

  it('tries again after a failed refresh instead of remembering the failure', async () => {
    await fault({ match: 'POST /oauth/token', status: 503 });
    expect(await refusal(provider.getMeeting('81234567890'))).toMatchObject({ code: 'PROVIDER_UNAVAILABLE' });
    expect(await provider.getMeeting('81234567890')).toBeNull();
  });
});

describe('trouble at Zoom', () => {
  it('maps a limit with Retry-After to PROVIDER_UNAVAILABLE and its seconds', async () => {
    await fault({ match: 'POST /v2/users/', status: 429, retryAfter: '7' });
    const error = await refusal(provider.createMeeting(request()));
    expect(error).toMatchObject({ code: 'PROVIDER_UNAVAILABLE', facts: { retryAfterSeconds: 7 } });
    expect(live()).toEqual([]);
  });

  it("waits for midnight UTC when a host's 100 calls of the day are spent", async () => {
    for (let count = 0; count < 100; count += 1)
      await provider.createMeeting(request({ marker: `m${count}` }));
    freezeClock(new Date());
    const error = await refusal(provider.createMeeting(request()));
    expect(error).toMatchObject({
      code: 'PROVIDER_UNAVAILABLE',
      facts: { detail: { status: 429, dailyLimit: true } },
    });
    expect(error.facts.retryAfterSeconds).toBeGreaterThan(0);
    expect(error.facts.retryAfterSeconds).toBeLessThanOrEqual(86_400);
    const other = await provider.createMeeting(request({ host: 'leo.park@insight-serenity.example' }));
    expect(other.host).toBe('leo.park@insight-serenity.example');
  });

  it.each([
    ['a server error', { status: 500 }],
    ['a gateway error', { status: 502 }],
    ['a dropped connection', { timeout: 10 }],
    ['an answer lost on the way', { afterEffect: 'disconnect' }],
  ])('maps %s to PROVIDER_UNAVAILABLE', async (_name, injected) => {
    await fault({ match: 'POST /v2/users/', ...injected });
    const error = await refusal(provider.createMeeting(request()));
    expect(error).toMatchObject({ code: 'PROVIDER_UNAVAILABLE' });
    expect(JSON.stringify(error.facts.detail)).not.toContain(HOST);
  });

  it('maps a refused connection to PROVIDER_UNAVAILABLE', async () => {
    const nobody = makeProvider({ oauthBase: 'http://127.0.0.1:9', fetch });
    expect(await refusal(nobody.getMeeting('1'))).toMatchObject({
      code: 'PROVIDER_UNAVAILABLE',
      facts: { detail: { reason: 'network' } },
    });
  });

  it('calls an answer it cannot read unavailable, naming fields and no values', async () => {
    const odd: typeof fetch = async (input) =>
      String(input).includes('/oauth/')
        ? Response.json({ access_token: 't', expires_in: 3600 })
        : Response.json({ id: 1, join_url: '', start_url: 'https://zoom.example/s/1?zak=secret' });
    const error = await refusal(makeProvider({ fetch: odd }).getMeeting('1'));
    expect(error.facts.detail).toMatchObject({
      reason: 'unexpected-answer',
      fields: expect.arrayContaining(['join_url']),
    });
    expect(JSON.stringify(error.facts)).not.toContain('zak');
  });

  it.each([
    'nohost@insight-serenity.example',
    'somebody@elsewhere.example',
    'unlicensed@insight-serenity.example',
  ])('tells the caller to take the fallback host instead of %s', async (host) => {
    await expect(provider.createMeeting(request({ host }))).rejects.toBeInstanceOf(HostUnavailable);
    await expect(provider.findMeetings({ host, marker: 'm' })).rejects.toBeInstanceOf(HostUnavailable);
  });

  it('calls a refusal that will not change INTERNAL', async () => {
    expect(await refusal(provider.createMeeting(request({ timezone: 'Nowhere/At_all' })))).toMatchObject({
      code: 'INTERNAL',
      facts: { detail: { status: 400, zoomCode: 300 } },
    });
  });
});

describe('the configuration check', () => {
  it('passes with the right credentials and host', async () => {
    expect(await provider.checkConfiguration()).toMatchObject({ ok: true });
  });

  it.each([
    ['wrong credentials', { clientSecret: 'wrong' }, /ZOOM_CLIENT_SECRET/],
    ['an unknown fallback host', { fallbackHost: 'nohost@insight-serenity.example' }, /ZOOM_FALLBACK_HOST/],
    ['no answer', { oauthBase: 'http://127.0.0.1:9', fetch }, /does not answer/],
  ])('names %s', async (_name, over, message) => {
    const result = await makeProvider(over).checkConfiguration();
    expect(result).toEqual({ ok: false, message: expect.stringMatching(message) });
  });
});
