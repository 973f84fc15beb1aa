import { type IncomingMessage, type ServerResponse } from 'node:http';

/** What a route answers. `html` for pages people see, `json` for everything else. */
export interface Reply {
  status: number;
  json?: unknown;
  html?: string;
  headers?: Record<string, string>;
}

export interface Request {
  method: string;
  /** Path without the query, not decoded: a UUID in it may be encoded twice. */
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: string;
}

const BODY_LIMIT = 1_000_000;

export async function readRequest(message: IncomingMessage): Promise<Request> {
  const url = new URL(message.url ?? '/', 'http://simulator');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_LIMIT) throw new Error('The body is too large.');
    chunks.push(chunk);
  }
  return {
    method: message.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: message.headers,
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

export function send(response: ServerResponse, reply: Reply): void {
  if (response.destroyed || response.writableEnded) return;
  const text = reply.html ?? (reply.json === undefined ? '' : JSON.stringify(reply.json));
  const type = reply.html === undefined ? 'application/json;charset=UTF-8' : 'text/html; charset=utf-8';
  response.writeHead(reply.status, { ...(text && { 'content-type': type }), ...reply.headers });
  response.end(text);
}

/** The body as an object, or null when it is not one. */
export function jsonObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text || '{}');
    return value && typeof value === 'object' && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
