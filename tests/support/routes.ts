import { readdirSync } from 'node:fs';
import path from 'node:path';
import { handleEndpoints, type SanitizedConfig } from 'payload';

/** Finds the handler the web server would run for a path: our route files first, else Payload's REST API. */
type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

const API = path.resolve('src/app/api');

const files = readdirSync(API, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('route.ts'))
  .map((file) => path.dirname(file).split(path.sep))
  .map((segments) => ({ file: segments.join('/'), segments }));

function match(segments: string[], wanted: string[]): Record<string, string> | null {
  if (segments.length !== wanted.length) return null;
  const params: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const value = wanted[index] ?? '';
    if (segment.startsWith('[')) params[segment.slice(1, -1)] = decodeURIComponent(value);
    else if (segment !== value) return null;
  }
  return params;
}

/** Payload's REST API, called and guarded as in src/app/(payload)/api. */
async function servePayload(
  request: Request,
  segments: string[],
  config: Promise<SanitizedConfig>,
): Promise<Response> {
  const args = { params: Promise.resolve({ slug: segments.filter(Boolean).map(decodeURIComponent) }) };
  const handler = async (
    asked: Request,
    { params }: { params: Promise<{ slug?: string[] }> },
  ): Promise<Response> =>
    handleEndpoints({
      config,
      request: asked,
      path: `/api/${((await params).slug ?? []).map(encodeURIComponent).join('/')}`,
    });
  const { entered, preflight } = await import('../../src/app/(payload)/_lib/door/enter');
  return (request.method === 'OPTIONS' ? preflight : entered)(handler)(request, args);
}

const loaded = new Map<string, Promise<Partial<Record<string, Handler>>>>();
let loading: Promise<unknown> = Promise.resolve();

/** One after the other: jest cannot link two modules at once when they share a third that is not linked yet. */
function load(file: string): Promise<Partial<Record<string, Handler>>> {
  const known = loaded.get(file);
  if (known) return known;
  // Written so that a bundle of this file holds every route.
  const handlers = loading.then(
    () => import(`../../src/app/api/${file}/route.ts`) as Promise<Partial<Record<string, Handler>>>,
  );
  loading = handlers.catch(() => undefined);
  loaded.set(file, handlers);
  return handlers;
}

/** Loads a route before it is called: whoever calls from outside waits a few seconds only. */
export const preload = (route: string): Promise<unknown> => load(route);

export async function serve(request: Request, config: Promise<SanitizedConfig>): Promise<Response> {
  const wanted = new URL(request.url).pathname.replace(/^\/api\//, '').split('/');
  const found = files
    .map(({ file, segments }) => ({ file, params: match(segments, wanted) }))
    .find((candidate) => candidate.params !== null);
  if (!found) return servePayload(request, wanted, config);
  const handlers = await load(found.file);
  const handler = handlers[request.method];
  if (!handler) return new Response(null, { status: 405 });
  return handler(request, { params: Promise.resolve(found.params ?? {}) });
}
