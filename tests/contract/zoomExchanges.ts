import { loadSpec, specsDir, type SpecValidator } from '../support/specValidator';

export interface Exchange {
  method: string;
  url: string;
  body: string;
  contentType: string;
  /** Null when no answer came. */
  status: number | null;
  answer: unknown;
}

const dir = specsDir();

/** Zoom's specification, or null on a machine that does not have it. */
export const zoomSpec: SpecValidator | null = dir
  ? loadSpec(`${dir}/zoom-subset.openapi.json`, 'zoom', { base: '/v2', recommended: true })
  : null;

/** A fetch that remembers what was sent and answered. */
export function recordingFetch(exchanges: Exchange[]): typeof fetch {
  return async (input, init) => {
    const url = new URL(String(input));
    const exchange: Exchange = {
      method: init?.method ?? 'GET',
      url: url.pathname + url.search,
      body: typeof init?.body === 'string' ? init.body : '',
      contentType: new Headers(init?.headers).get('content-type') ?? '',
      status: null,
      answer: undefined,
    };
    exchanges.push(exchange);
    const response = await fetch(input, init);
    const text = await response.clone().text();
    exchange.status = response.status;
    exchange.answer = text ? JSON.parse(text) : undefined;
    return response;
  };
}

/** Complaints of the specification about what our client sent and what the simulator answered. */
export function complaints(exchanges: Exchange[]): string[] {
  if (!zoomSpec) return [];
  const spec = zoomSpec;
  return exchanges.flatMap(({ method, url, body, contentType, status, answer }) => {
    const sent = spec.request(method, url, body, contentType).map((text) => `request: ${text}`);
    // Injected server errors are not part of the specification.
    const isSpecified = status !== null && status < 500;
    const answered = isSpecified
      ? spec.response(method, url, status, answer).map((text) => `answer ${status}: ${text}`)
      : [];
    return [...sent, ...answered].map((text) => `${method} ${url} ${text}`);
  });
}
