import { resolve } from 'node:path';
import { openDemo, type Demo } from './support/demo';
import { freePorts } from '../../scripts/lib/ports.mjs';
import { runToEnd } from '../../scripts/lib/run.mjs';

const next = resolve('node_modules/next/dist/bin/next');

describe('the web server', () => {
  let demo: Demo;
  beforeAll(async () => {
    demo = await openDemo();
  }, 600_000);
  afterAll(() => demo?.close());

  const start = async (change: Record<string, string>) => {
    const [port] = await freePorts(1);
    const env = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...demo.env, ...change };
    return runToEnd({
      command: process.execPath,
      args: [next, 'start', '-H', '127.0.0.1', '-p', String(port)],
      cwd: resolve('.'),
      env,
      timeoutMs: 90_000,
    });
  };

  it('ends at its start, naming the variable, when its environment is not complete', async () => {
    const { code, output } = await start({ STRIPE_SECRET_KEY: '', ZOOM_FALLBACK_HOST: '' });
    expect(output).toContain('STRIPE_SECRET_KEY is missing');
    expect(output).toContain('ZOOM_FALLBACK_HOST is missing');
    expect(code).toBe(1);
  }, 120_000);

  it('ends at its start when the database cannot be reached', async () => {
    const { code, output } = await start({
      DATABASE_URI: 'mongodb://127.0.0.1:9/nowhere?replicaSet=rs0&serverSelectionTimeoutMS=1500',
    });
    expect(output).toContain('cannot connect to MongoDB');
    expect(code).toBe(1);
  }, 120_000);
});
