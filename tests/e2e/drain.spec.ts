import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { resolve } from 'node:path';

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

describe('the web server under load', () => {
  let demo: Demo;
  beforeAll(async () => {
    demo = await openDemo();
  }, 600_000);
  afterAll(() => demo?.close());

  it('ends well on SIGTERM: answers say so, none is cut off, and busy connections do not hold it', async () => {
    const [port] = await freePorts(1);
    const web = spawn(process.execPath, [next, 'start', '-H', '127.0.0.1', '-p', String(port)], {
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...demo.env } as unknown as NodeJS.ProcessEnv,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(web, 'exit');
    const clients: Promise<void>[] = [];
    try {
      await new Promise<void>((said) =>
        web.stdout.on('data', (part: Buffer) => part.includes('web ready') && said()),
      );
      const seen = new Map<string, number>();
      const client = async (path: string): Promise<void> => {
        const agent = new Agent({ keepAlive: true, maxSockets: 1 });
        for (let answer = ''; answer !== 'ECONNREFUSED' && web.exitCode === null;) {
          answer = await ask(`http://127.0.0.1:${port}${path}`, agent);
          seen.set(answer, (seen.get(answer) ?? 0) + 1);
        }
        agent.destroy();
      };
      for (const path of ['/health', '/packages', '/api/credits/packages', '/health', '/login'])
        clients.push(client(path));
      while ((seen.get('200 keep-alive') ?? 0) < 20) await new Promise((later) => setTimeout(later, 50));
      web.kill('SIGTERM');
      expect(await ended).toEqual([0, null]);
      await Promise.all(clients);
      expect(seen.get('200 close')).toBeGreaterThan(0);
      expect(seen.get('503 close')).toBeGreaterThan(0);
      const allowed = /^(200 (keep-alive|close)|503 close|ECONNREFUSED|ECONNRESET)$/;
      expect([...seen.keys()].filter((answer) => !allowed.test(answer))).toEqual([]);
    } finally {
      web.kill('SIGKILL');
      await Promise.all(clients);
    }
  }, 120_000);
});
