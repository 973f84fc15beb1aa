import { loadSpec, specsDir, type SpecValidator } from '../support/specValidator';
import { answerComplaints, complaintsAbout, type Exchange, requestComplaints } from './stated/form';
import { zoom } from './stated/zoom';

const dir = specsDir();

/** Zoom's own description of its calls, or null on a machine that does not have it. */
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

const told = ({ method, url, status }: Exchange, texts: string[]): string[] =>
  texts.map((text) => `${method} ${url} ${status}: ${text}`);

/** What is wrong with what the simulator answered: against what the product relies on, and Zoom's description. */
export const answersAreWrong = (exchanges: Exchange[]): string[] =>
  exchanges.flatMap((exchange) => {
    const { method, url, body, contentType, status, answer } = exchange;
    const official = zoomSpec?.request(method, url, body, contentType) ?? [];
    // Injected server errors are in no description.
    const isDescribed = status !== null && status < 500;
    const answered = isDescribed ? (zoomSpec?.response(method, url, status, answer) ?? []) : [];
    return told(exchange, [...answerComplaints(zoom, exchange), ...official, ...answered]);
  });

/** The same of an exchange of our client, which asks for nothing but what is stated. */
export const exchangesAreWrong = (exchanges: Exchange[]): string[] => [
  ...exchanges.flatMap((exchange) => told(exchange, requestComplaints(zoom, exchange))),
  ...answersAreWrong(exchanges),
];

/** What is wrong with a webhook. Zoom's description does not hold every one the product acts on. */
export function webhookIsWrong(type: string, event: unknown): string[] {
  const stated = zoom.webhooks[type];
  return [
    ...(stated ? complaintsAbout(stated, event) : []),
    ...(zoomSpec?.doc.webhooks[type] ? zoomSpec.webhook(type, event) : []),
  ];
}
