import { Agent, type IncomingMessage, request } from 'node:http';

import { faultCase } from '../support/cases';
import { type Child, startChild, stopChildren } from '../support/child';
import { brokenInvariants } from '../support/invariants';
import { startWorld, type World } from '../support/world';

/** Real processes start slowly on a busy machine. */
const LONG = 600_000;
/** What a busy machine needs to ask three things. */
const LINGER_MS = 10_000;
const CLIENTS = 12;

let world: World;
beforeAll(async () => {
  world = await startWorld('drain');
}, LONG);
afterEach(async () => {
  await stopChildren();
  await world.work();
  expect(await brokenInvariants(world)).toEqual([]);
});
afterAll(() => world.close());

async function startWeb(lingerMs: number): Promise<{ web: Child; url: URL }> {
  const env = { ...process.env, LOG_LEVEL: 'info', LINGER_MS: String(lingerMs) };
  const web = startChild('tests/support/webProcess.ts', env);
  await web.says('listening on ');
  return { web, url: new URL(/listening on (\S+)/.exec(web.output())?.[1] ?? '') };
}

interface Answer {
  status: number;
  connection: string | undefined;
  body: string;
}
/** The answer to a request that is under way. */
const answerTo = (asked: ReturnType<typeof request>): Promise<Answer> =>
  new Promise((resolve, reject) => {
    asked.once('error', reject);
    asked.once('response', (response: IncomingMessage) => {
      let body = '';
      response.setEncoding('utf8').on('data', (part: string) => (body += part));
      response.once('error', reject);
      response.once('end', () =>
        resolve({ status: response.statusCode ?? 0, connection: response.headers.connection, body }),
      );
    });
  });
function get(url: URL, path: string, agent: Agent): Promise<Answer> {
  const asked = request(new URL(path, url), { agent });
  const answer = answerTo(asked);
  asked.end();
  return answer;
}
const keepAlive = (): Agent => new Agent({ keepAlive: true, maxSockets: 1 });
const codeOf = (error: unknown): string => String((error as { code?: string }).code);

faultCase(
  36,
  'SIGTERM while a request is under way: it is answered, everybody is told to go, /health says so, and it ends well',
  async () => {
    const { web, url } = await startWeb(LINGER_MS);
    const [idle, busy, late] = [keepAlive(), keepAlive(), keepAlive()];
    expect(await get(url, '/health', idle)).toMatchObject({ status: 200, connection: 'keep-alive' });
    const body = JSON.stringify({
      email: 'late@example.com',
      password: 'Serenity-new-1',
      firstName: 'I',
      lastName: 'M',
    });
    const registers = request(new URL('/api/clients/register', url), {
      method: 'POST',
      agent: busy,
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        expect: '100-continue',
      },
    });
    const registered = answerTo(registers);
    // Then it was taken, and its body is still to come.
    await new Promise((resolve) => registers.once('continue', resolve).flushHeaders());
    web.process.kill('SIGTERM');
    await web.says('web stops');

    const health = await get(url, '/health', idle);
    expect(health).toMatchObject({ status: 503, connection: 'close' });
    expect(JSON.parse(health.body)).toEqual({ status: 'draining', version: expect.any(String) });
    expect(await get(url, '/api/credits/packages', late)).toMatchObject({ status: 200, connection: 'close' });
    registers.end(body);
    expect(await registered).toMatchObject({ status: 201, connection: 'close' });

    const { code, output } = await web.ended;
    expect(code).toBe(0);
    expect(output).toContain('took 4, answered 4');
    await expect(get(url, '/health', late).catch((error: unknown) => codeOf(error))).resolves.toBe(
      'ECONNREFUSED',
    );
  },
  LONG,
);

faultCase(
  36,
  'SIGTERM under load on connections that are never idle: it ends, and whatever it took it has answered',
  async () => {
    const { web, url } = await startWeb(0);
    const seen: Record<string, number> = {};
    const note = (what: string): void => void (seen[what] = (seen[what] ?? 0) + 1);
    let isOver = false;
    const client = async (): Promise<void> => {
      const agent = keepAlive();
      while (!isOver)
        await get(url, '/api/credits/packages', agent).then(
          ({ status }) => note(String(status)),
          (error: unknown) => {
            note(codeOf(error));
            isOver ||= codeOf(error) === 'ECONNREFUSED';
          },
        );
      agent.destroy();
    };
    const clients = Array.from({ length: CLIENTS }, client);
    while ((seen['200'] ?? 0) < 5 * CLIENTS) await new Promise((resolve) => setImmediate(resolve));
    web.process.kill('SIGTERM');
    const { code, output } = await web.ended;
    isOver = true;
    await Promise.all(clients);
    expect(code).toBe(0);
    const [, taken, answered] = /took (\d+), answered (\d+)/.exec(output) ?? [];
    expect(Number(taken)).toBeGreaterThanOrEqual(5 * CLIENTS);
    expect(answered).toBe(taken);
    // Whoever got no answer was never taken: refused, or on a connection that was closed before it asked.
    expect(seen['200']).toBe(Number(answered));
    expect(Object.keys(seen).filter((what) => !['200', 'ECONNREFUSED', 'ECONNRESET'].includes(what))).toEqual(
      [],
    );
  },
  LONG,
);
