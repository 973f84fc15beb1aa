import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answerUrlValidation, verifyZoomSignature } from '@/integrations/zoom/webhook';
import {
  startZoomSimulator,
  type ZoomSimulator,
  type ZoomSimulatorOptions,
} from '../../simulators/zoom/server';
import { type Exchange } from './stated/form';
import { zoom } from './stated/zoom';
import { answersAreWrong, recordingFetch, webhookIsWrong } from './zoomExchanges';

const SECRET = 'webhook-secret';
const HOST = 'amara.cole@insight-serenity.example';

interface Received {
  body: string;
  signature: string;
  timestamp: string;
}

let simulator: ZoomSimulator;
let endpoint: Server;
let received: Received[];
let endpointStatus: number;
let exchanges: Exchange[];
let token: string;

async function startEndpoint(): Promise<string> {
  endpoint = createServer((message, response) => {
    let body = '';
    message.on('data', (chunk: Buffer) => (body += chunk.toString()));
    message.on('end', () => {
      received.push({
        body,
        signature: String(message.headers['x-zm-signature']),
        timestamp: String(message.headers['x-zm-request-timestamp']),
      });
      const event = JSON.parse(body) as { event: string; payload: { plainToken: string } };
      const isValidation = event.event === 'endpoint.url_validation';
      response.writeHead(endpointStatus);
      response.end(isValidation ? JSON.stringify(answerUrlValidation(event.payload.plainToken, SECRET)) : '');
    });
  });
  await new Promise<void>((resolve) => endpoint.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}/api/zoom/webhook`;
}

async function start(options: Partial<ZoomSimulatorOptions> = {}): Promise<void> {
  simulator = await startZoomSimulator({ port: 0, ...options });
  const basic = Buffer.from('client:secret').toString('base64');
  const answer = await call('POST', '/oauth/token?grant_type=account_credentials&account_id=a', {
    headers: { authorization: `Basic ${basic}` },
  });
  token = (answer as { access_token: string }).access_token;
}

/** Calls the simulator as Zoom's API, to be judged against the specification. */
async function call(
  method: string,
  path: string,
  init: { body?: unknown; headers?: Record<string, string> } = {},
) {
  const response = await recordingFetch(exchanges)(simulator.url + path, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(init.body !== undefined && { 'content-type': 'application/json' }),
      ...init.headers,
    },
    body: init.body === undefined ? undefined : JSON.stringify(init.body),
  });
  const text = await response.text();
  return text ? (JSON.parse(text) as Record<string, unknown>) : undefined;
}

const status = () => exchanges.at(-1)?.status;
const control = (path: string, body: unknown = {}) =>
  fetch(`${simulator.url}/_sim${path}`, { method: 'POST', body: JSON.stringify(body) });
const BODY = {
  topic: 'T',
  type: 2,
  start_time: '2031-03-04T15:00:00Z',
  duration: 60,
  timezone: 'UTC',
  agenda: 'marker',
};
const create = async (host = HOST): Promise<number> => {
  const answer = await call('POST', `/v2/users/${host}/meetings`, { body: BODY });
  return Number(answer?.id);
};

beforeEach(async () => {
  received = [];
  exchanges = [];
  token = '';
  endpointStatus = 200;
  await start({ webhookUrl: await startEndpoint(), webhookSecret: SECRET });
});
afterEach(async () => {
  await simulator.close();
  await new Promise<void>((resolve) => {
    endpoint.close(() => resolve());
    endpoint.closeAllConnections();
  });
  expect(answersAreWrong(exchanges)).toEqual([]);
});

describe('the Zoom simulator answers as the specification says', () => {
  it('for every call about a meeting, before, while and after it is held', async () => {
    const id = await create();
    await call('GET', `/v2/users/${HOST}/meetings?type=upcoming&page_size=1`);
    await call('GET', `/v2/users/${HOST}/meetings?type=previous_meetings`);
    await call('PATCH', `/v2/meetings/${id}`, { body: { topic: 'Moved' } });
    await call('GET', `/v2/past_meetings/${id}/participants`);
    expect(status()).toBe(404);
    await control(`/meetings/${id}/events`, { type: 'started' });
    await control(`/meetings/${id}/events`, { type: 'participant_joined', participant: { name: 'Noor' } });
    await call('GET', `/v2/users/${HOST}/meetings?type=live`);
    await call('GET', `/v2/meetings/${id}/recordings`);
    expect(status()).toBe(404);
    await call('PUT', `/v2/meetings/${id}/status`, { body: { action: 'end' } });
    await control(`/meetings/${id}/events`, { type: 'recording.completed' });
    for (const path of [
      `/v2/past_meetings/${id}`,
      `/v2/past_meetings/${id}/instances`,
      `/v2/past_meetings/${id}/participants`,
      `/v2/report/meetings/${id}/participants`,
      `/v2/meetings/${id}/recordings`,
      `/v2/users/${HOST}/recordings`,
    ]) {
      await call('GET', path);
      expect([path, status()]).toEqual([path, 200]);
    }
    await call('DELETE', `/v2/meetings/${id}`);
    await call('GET', `/v2/meetings/${id}`);
    expect(status()).toBe(404);
  });

  it('for refusals: no token, unknown and unlicensed hosts, malformed fields', async () => {
    await call('GET', '/v2/meetings/1', { headers: { authorization: 'Bearer nonsense' } });
    expect(status()).toBe(401);
    await call('GET', '/v2/users/nohost.at.all@insight-serenity.example/meetings');
    expect(status()).toBe(404);
    await call('POST', '/v2/users/unlicensed@insight-serenity.example/meetings', { body: BODY });
    expect(status()).toBe(400);
    const response = await fetch(`${simulator.url}/v2/users/${HOST}/meetings`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify({ ...BODY, duration: 0, settings: { waiting_room: 'yes' } }),
    });
    expect(await response.json()).toEqual({
      code: 300,
      message: 'Validation Failed.',
      errors: [
        { field: 'duration', message: 'Invalid field.' },
        { field: 'settings.waiting_room', message: 'Invalid field.' },
      ],
    });
  });

  it('and sends each webhook as the product reads it, signed as our product checks', async () => {
    const id = await create();
    const acted = Object.keys(zoom.webhooks).filter((type) => !type.startsWith('endpoint'));
    const types = [...acted, 'meeting.updated', 'meeting.deleted'];
    const participant = { name: 'Noor', email: 'noor@client.example' };
    for (const type of types) await control(`/meetings/${id}/events`, { type, participant });
    expect(received.map(({ body }) => (JSON.parse(body) as { event: string }).event)).toEqual(types);
    for (const { body, signature, timestamp } of received) {
      const event = JSON.parse(body) as { event: string };
      expect([event.event, webhookIsWrong(event.event, event)]).toEqual([event.event, []]);
      expect(
        verifyZoomSignature({ rawBody: body, timestamp, signature, secret: SECRET, now: new Date() }),
      ).toBe(true);
    }
  });
});

describe('the Zoom simulator', () => {
  it('validates an endpoint as Zoom does', async () => {
    const answer = await control('/webhooks/validate');
    expect(await answer.json()).toEqual({ valid: true });
    const event = JSON.parse(received[0]?.body ?? '{}') as Record<string, unknown>;
    expect(webhookIsWrong('endpoint.url_validation', event)).toEqual([]);
  });

  it('sends a webhook again when it was not accepted, and twice when asked to', async () => {
    const secondTry = new Promise<void>((resolve) => {
      endpoint.on('request', () => received.length >= 1 && resolve());
    });
    await simulator.close();
    const { port } = endpoint.address() as AddressInfo;
    endpointStatus = 500;
    await start({ webhookUrl: `http://127.0.0.1:${port}/`, webhookSecret: SECRET, webhookRetriesMs: [1] });
    const id = await create();
    await control(`/meetings/${id}/events`, { type: 'started' });
    await secondTry;
    endpointStatus = 200;
    await control(`/meetings/${id}/events`, { type: 'ended', times: 2 });
    const ended = received.filter(({ body }) => body.includes('meeting.ended'));
    expect(ended).toHaveLength(2);
    expect(ended[0]?.body).toBe(ended[1]?.body);
  });

  it('makes tokens that expire', async () => {
    await simulator.close();
    let now = new Date('2031-01-01T00:00:00Z');
    await start({ now: () => now, tokenLifeSeconds: 60 });
    await create();
    now = new Date('2031-01-01T00:01:00Z');
    const answer = await call('GET', '/v2/meetings/1');
    expect(answer).toEqual({ code: 124, message: 'Access token has expired.' });
  });

  it('gives a host 100 creates and updates a UTC day, and a new budget the next', async () => {
    await simulator.close();
    let now = new Date('2031-01-01T23:59:00Z');
    await start({ now: () => now });
    const id = await create();
    for (let count = 1; count < 100; count += 1)
      await call('PATCH', `/v2/meetings/${id}`, { body: { topic: 'T' } });
    expect(status()).toBe(204);
    await call('PATCH', `/v2/meetings/${id}`, { body: { topic: 'T' } });
    expect(status()).toBe(429);
    await call('DELETE', `/v2/meetings/${id}`);
    expect(status()).toBe(204);
    now = new Date('2031-01-02T00:00:00Z');
    await create();
    expect(status()).toBe(201);
  });

  it('keeps its meetings in a file across a restart', async () => {
    await simulator.close();
    const stateFile = join(mkdtempSync(join(tmpdir(), 'zoom-sim-')), 'state.json');
    await start({ stateFile });
    const id = await create();
    await simulator.close();
    await start({ stateFile });
    expect(await call('GET', `/v2/meetings/${id}`)).toMatchObject({ id, topic: 'T' });
  });

  it('shows a page behind the join link, lets people in, and shows nothing of hostile topics', async () => {
    const answer = await call('POST', `/v2/users/${HOST}/meetings`, {
      body: { ...BODY, topic: '<script>x</script>' },
    });
    const link = String(answer?.join_url);
    const page = await (await fetch(link)).text();
    expect(page).toContain('&lt;script&gt;x&lt;/script&gt;');
    expect(page).not.toContain('<script>');
    const joined = await fetch(link, { method: 'POST', body: new URLSearchParams({ name: 'Noor <b>' }) });
    expect(await joined.text()).toContain('Noor &lt;b&gt;');
    expect(simulator.state.meetings[0]?.participants).toMatchObject([{ name: 'Noor <b>' }]);
    await call('DELETE', `/v2/meetings/${String(answer?.id)}`);
    expect((await fetch(link)).status).toBe(404);
  });

  it('lets a host open, leave and end the meeting on that page, at the time it was told', async () => {
    const id = await create();
    await control('/clock', { offsetMs: Date.parse(BODY.start_time) - Date.now() });
    const send = (path: string, fields: Record<string, string>): Promise<Response> =>
      fetch(simulator.url + path, { method: 'POST', body: new URLSearchParams(fields) });
    const [amara, noor] = [{ name: 'Amara', host: 'yes' }, { name: 'Noor' }];
    await send(`/j/${id}`, noor);
    expect(simulator.state.meetings).toMatchObject([{ status: 'waiting' }]);
    expect(await (await send(`/j/${id}`, amara)).text()).toContain('End the meeting for all');
    expect(simulator.state.meetings).toMatchObject([
      { status: 'started', startedAt: expect.stringMatching(/^2031-03-04T15:00:/) },
    ]);
    await send(`/j/${id}/leave`, { ...noor, end: 'yes' });
    expect(simulator.state.meetings).toMatchObject([
      {
        status: 'started',
        participants: [
          { name: 'Noor', leaveTime: expect.any(String) },
          { email: HOST, leaveTime: null },
        ],
      },
    ]);
    await send(`/j/${id}/leave`, { ...amara, end: 'yes' });
    expect(simulator.state.meetings).toMatchObject([{ status: 'ended', endedAt: expect.any(String) }]);
    expect((await control('/clock', { offsetMs: 'soon' })).status).toBe(400);
  });

  it('tells its state and refuses faults it does not understand', async () => {
    const id = await create();
    await call('DELETE', `/v2/meetings/${id}`);
    const state = (await (await fetch(`${simulator.url}/_sim/state`)).json()) as Record<string, unknown[]>;
    expect(state.meetings).toMatchObject([{ id, deletedAt: expect.any(String) }]);
    expect(state.calls).toMatchObject([
      { method: 'POST', path: '/oauth/token', status: 200 },
      { method: 'POST', status: 201 },
      { method: 'DELETE', status: 204 },
    ]);
    for (const wrong of [
      {},
      { match: 'x' },
      { match: 'x', status: 200 },
      { match: 'x', status: 500, timeout: true },
    ]) {
      expect((await control('/faults', wrong)).status).toBe(400);
    }
  });
});
