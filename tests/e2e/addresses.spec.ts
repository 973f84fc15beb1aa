import { request, type IncomingHttpHeaders } from 'node:http';

import { type Demo, openDemo } from './support/demo';

/** What the running web answers to addresses, methods and bodies that no page of ours sends. */
let demo: Demo;
beforeAll(async () => {
  demo = await openDemo();
}, 600_000);
afterAll(() => demo?.close());

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}
interface Sent {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** As it is written: `fetch` would mend the address and refuse the method. */
const ask = (path: string, { method = 'GET', headers = {}, body }: Sent = {}): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(demo.urls.web);
    const sent = request({ hostname, port, path, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });

const statuses = async (paths: string[], sent?: Sent): Promise<Record<string, number>> =>
  Object.fromEntries(
    await Promise.all(paths.map(async (path) => [path, (await ask(path, sent)).status] as const)),
  ) as Record<string, number>;
const all = (paths: string[], status: number): Record<string, number> =>
  Object.fromEntries(paths.map((path) => [path, status]));

it('an address of nothing answers 404', async () => {
  const paths = [
    ...[
      '/nope',
      '/a/b/c',
      '/metrics',
      '/manifest.webmanifest',
      '/sitemap.xml',
      '/.env',
      '/login/nope',
      '/%00',
    ],
    ...['/api', '/api/nope', '/api/clients/init', '/api/staff/init', '/api/payments/versions', '/_next/nope'],
    ...[
      '/admin/nope',
      '/admin/collections',
      '/admin/collections/nope',
      '/admin/globals/nope',
      '/admin/a/b/c/d',
    ],
    ...['/admin/collections/payload-kv', '/consultations/a/b/c', '/refused/nope', '/well-known/security.txt'],
  ];
  expect(await statuses(paths)).toEqual(all(paths, 404));
  expect(await statuses(['/nope'], { method: 'HEAD' })).toEqual({ '/nope': 404 });
  expect((await ask('/nope')).text).toContain('There is nothing at this address');
});

it('what is there is there', async () => {
  const paths = [
    '/',
    '/packages',
    '/login',
    '/register',
    '/health',
    '/favicon.ico',
    '/favicon.svg',
    '/admin/login',
  ];
  expect(await statuses(paths)).toEqual(all(paths, 200));
  const robots = await ask('/robots.txt');
  expect([robots.status, robots.headers['content-type']]).toEqual([
    200,
    expect.stringContaining('text/plain'),
  ]);
  expect(robots.text).toMatch(/^User-agent: \*$/m);
  expect(robots.text).toMatch(/^Disallow: \/admin$/m);
});

it('an address that cannot be read answers 400', async () => {
  const paths = [
    ...['/%', '/%ff%fe', '/feedback/%ff', '/verify/%ff', '/consultations/%E0%A4%A', '/admin/%ff', '/_next/%'],
    ...['/api/%E0%A4%A', '/api/clients/%', '/api/clients/%ff', '/api/feedback/%ff', '/api/calendar/%'],
  ];
  expect(await statuses(paths)).toEqual(all(paths, 400));
  expect(JSON.parse((await ask('/%')).text)).toEqual({
    error: { code: 'VALIDATION', message: 'The address cannot be read.' },
  });
});

it('a method that is not offered answers 404 or 405, never 200 or 5xx', async () => {
  const paths = ['/', '/nope', '/admin', '/api/packages', '/api/credits/packages', '/health'];
  for (const method of ['TRACE', 'PUT', 'DELETE', 'PATCH', 'PROPFIND', 'SEARCH', 'LOCK']) {
    const found = Object.entries(await statuses(paths, { method }));
    expect([method, found.filter(([, status]) => status < 400 || status >= 500)]).toEqual([method, []]);
  }
});

it('a body that cannot be read is refused by every page', async () => {
  const multipart = 'multipart/form-data; boundary=x';
  const deep = '['.repeat(50_000);
  const bodies: Sent[] = [
    { headers: { 'content-type': multipart }, body: 'garbage' },
    { headers: { 'content-type': 'multipart/form-data' }, body: 'garbage' },
    { headers: { 'content-type': 'text/plain', 'next-action': 'nope' }, body: 'x' },
    { headers: { 'content-type': 'text/plain', 'next-action': `60${'a'.repeat(40)}` }, body: deep },
    { headers: { 'content-type': multipart, 'next-action': `60${'a'.repeat(40)}` }, body: 'garbage' },
  ];
  for (const path of ['/', '/login', '/admin', '/admin/login', '/nope'])
    for (const sent of bodies) {
      const { status } = await ask(path, { method: 'POST', ...sent });
      expect([path, sent.headers, status >= 400 && status < 500]).toEqual([path, sent.headers, true]);
    }
});

describe('a server function of the admin', () => {
  /** The functions that the admin's page names to whoever opens it. */
  async function functions(): Promise<string[]> {
    const { text } = await ask('/admin/login');
    return [...new Set([...text.matchAll(/\\"id\\":\\"([0-9a-f]{42})\\"/g)].map(([, id = '']) => id))];
  }

  it('answers odd arguments without failing, signed out', async () => {
    const ids = await functions();
    expect(ids.length).toBeGreaterThan(0);
    const calls = [
      ...['', 'x', '[]', '[null]', '[1]', '[{}]', '[{"name":"nope","args":{}}]', '[{"name":"form-state"}]'],
      ...[
        '[{"name":"form-state","args":null}]',
        '[{"name":"form-state","args":{"collectionSlug":"constructor"}}]',
      ],
      ...['[{"name":"render-list","args":{"collectionSlug":"clients"}}]', '["$F1"]', '["$Q1","$@0"]', '{'],
      ...[
        '[{"name":"form-state","args":{"a":"$0:0"}}]',
        '[{"name":"form-state","args":"$0:0:x"}]',
        '[{"a":"$5"}]',
      ],
      ...['[{"name":"copy-data-from-locale","args":{}}]', '[{"name":"schedule-publish","args":{}}]'],
      '['.repeat(50_000),
      `[${JSON.stringify({ name: 'form-state', args: { x: 'y'.repeat(2_000_000) } })}]`,
    ];
    const failed: unknown[] = [];
    for (const id of ids)
      for (const body of calls) {
        const headers = { 'next-action': id, 'content-type': 'text/plain;charset=UTF-8' };
        const { status } = await ask('/admin/login', { method: 'POST', headers, body });
        if (status >= 500) failed.push([id, body.slice(0, 70), status]);
      }
    expect(failed).toEqual([]);
  });
});
