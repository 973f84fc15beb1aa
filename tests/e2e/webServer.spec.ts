import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { connect } from 'node:net';
import { resolve } from 'node:path';
import { type Readable } from 'node:stream';

import { freePorts } from '../../scripts/lib/ports.mjs';
import { type Demo, openDemo } from './support/demo';

const next = resolve('node_modules/next/dist/bin/next');

/** One request of a client that keeps its connection: its status and what became of the connection, or why none. */
const ask = (url: string, agent: Agent): Promise<string> =>
  new Promise((done) => {
    get(url, { agent }, (response) => {
      response.resume();
      response.once('error', (error: { code?: string }) => done(`cut off: ${error.code}`));
      response.once('end', () => done(`${response.statusCode} ${response.headers.connection}`));
    }).once('error', (error: { code?: string }) => done(String(error.code)));
  });

describe('the web server that runs', () => {
  let demo: Demo;
  let port = 0;
  let web: ChildProcessByStdio<null, Readable, Readable>;
  let output = '';
  const says = (words: string): Promise<void> =>
    new Promise((said) => {
      const look = (): void => void (output.includes(words) && said());
      web.stdout.on('data', look);
      look();
    });
  beforeAll(async () => {
    demo = await openDemo();
    [port = 0] = await freePorts(1);
    web = spawn(process.execPath, [next, 'start', '-H', '127.0.0.1', '-p', String(port)], {
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        ...demo.env,
        LOG_LEVEL: 'info',
      } as unknown as NodeJS.ProcessEnv,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [web.stdout, web.stderr])
      stream.on('data', (part: Buffer) => (output += part.toString()));
    await says('web ready');
  }, 600_000);
  afterAll(async () => {
    web?.kill('SIGKILL');
    await demo?.close();
  });

  it('is asked by npm run health-check, which says what it found where', async () => {
    const { output: found } = await demo.script('health-check');
    expect(found).toMatch(
      /^(ok|degraded) +web +http:\/\/127\.0\.0\.1:\d+\/health answers 200: (ok|degraded), /m,
    );
    expect(found).toMatch(/^ok +clock +/m);
  }, 120_000);

  it('tells a client that hangs up in the middle of its request as that, and not as an error', async () => {
    const doors = ['/api/clients/register', '/api/clients/login', '/api/payments/webhook'];
    for (const [index, door] of doors.entries()) {
      const socket = connect(port, '127.0.0.1');
      const head = `POST ${door} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 500\r\n`;
      socket.write(`${head}Expect: 100-continue\r\n\r\n`);
      // Then the request was taken, and its body is still to come.
      await once(socket, 'data');
      socket.write('{"email":"');
      socket.destroy();
      const told = (): number => output.split('a client hung up').length - 1;
      while (told() <= index) await new Promise((later) => setTimeout(later, 50));
    }
    expect(output).not.toContain('Error: aborted');
    expect(output).not.toContain('"level":50');
  }, 60_000);

  it('ends well on SIGTERM under load: answers say so, none is cut off, busy connections do not hold it', async () => {
    const ended = once(web, 'exit');
    const seen = new Map<string, number>();
    const client = async (path: string): Promise<void> => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      for (let answer = ''; answer !== 'ECONNREFUSED' && web.exitCode === null;) {
        answer = await ask(`http://127.0.0.1:${port}${path}`, agent);
        seen.set(answer, (seen.get(answer) ?? 0) + 1);
      }
      agent.destroy();
    };
    const clients = ['/health', '/packages', '/api/credits/packages', '/health', '/login'].map(client);
    while ((seen.get('200 keep-alive') ?? 0) < 20) await new Promise((later) => setTimeout(later, 50));
    web.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    await Promise.all(clients);
    expect(seen.get('200 close')).toBeGreaterThan(0);
    expect(seen.get('503 close')).toBeGreaterThan(0);
    const allowed = /^(200 (keep-alive|close)|503 close|ECONNREFUSED|ECONNRESET)$/;
    expect([...seen.keys()].filter((answer) => !allowed.test(answer))).toEqual([]);
  }, 120_000);
});
