import { type IncomingMessage, type ServerResponse } from 'node:http';
import qs from 'qs';
import { invalid } from './errors';
import { type Params } from './params';

const LARGEST_BODY = 1_000_000;
const QS = { depth: 20, arrayLimit: 1000, parameterLimit: 10_000 };

export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) throw invalid('The request is too large.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

export const parseForm = (text: string): Params => qs.parse(text, QS) as Params;

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  if (response.destroyed) return;
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(`${JSON.stringify(body, null, 2)}\n`);
}

/** Pages of any origin may call what needs only a publishable key, as with Stripe. */
export const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, POST',
  'access-control-allow-headers': 'authorization, content-type, idempotency-key, stripe-version',
  'access-control-max-age': '300',
};
