import { createServer, type IncomingHttpHeaders } from 'node:http';
import { type AddressInfo } from 'node:net';
import qs from 'qs';
import { type Exchange } from './api/serve';
import { type SimulatorOptions, startStripeSimulator, type StripeSimulator } from './server';

interface ReceivedWebhook {
  headers: IncomingHttpHeaders;
  body: string;
}

interface Answer<T> {
  status: number;
  body: T;
  headers: Headers;
}

/** A simulator with an endpoint that receives its webhooks, for tests. */
export interface StripeHarness {
  simulator: StripeSimulator;
  received: ReceivedWebhook[];
  /** What was asked and answered under /v1. */
  exchanges: Exchange[];
  /** The status the endpoint answers the nth webhook with (from 0); 200 unless set. */
  answerWith(status: (nth: number) => number): void;
  /** A call as the SDK makes it, with a secret key. */
  api<T = Record<string, unknown>>(
    method: string,
    path: string,
    params?: object,
    headers?: Record<string, string>,
  ): Promise<Answer<T>>;
  control<T = Record<string, unknown>>(path: string, body?: object): Promise<Answer<T>>;
  close(): Promise<void>;
}

export const WEBHOOK_SECRET = 'whsec_simulated';
export const SECRET_KEY = 'sk_test_simulated';
export const PUBLISHABLE_KEY = 'pk_test_simulated';

export async function startHarness(options: Partial<SimulatorOptions> = {}): Promise<StripeHarness> {
  const received: ReceivedWebhook[] = [];
  const exchanges: Exchange[] = [];
  let statusOf = (_nth: number): number => 200;
  const endpoint = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      response.writeHead(statusOf(received.length - 1)).end();
    });
  });
  await new Promise<void>((listening) => endpoint.listen(0, '127.0.0.1', listening));
  const simulator = await startStripeSimulator({
    port: 0,
    webhookUrl: `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}/webhook`,
    webhookSecret: WEBHOOK_SECRET,
    retryBaseMs: 1,
    settleAfterMs: null,
    onExchange: (exchange) => exchanges.push(exchange),
    ...options,
  });

  async function call<T>(path: string, init: RequestInit): Promise<Answer<T>> {
    const response = await fetch(`${simulator.url}${path}`, init);
    return { status: response.status, body: (await response.json()) as T, headers: response.headers };
  }

  return {
    simulator,
    received,
    exchanges,
    answerWith: (status) => {
      statusOf = status;
    },
    api: (method, path, params = {}, headers = {}) => {
      const text = qs.stringify(params);
      const auth = { authorization: `Bearer ${SECRET_KEY}`, ...headers };
      if (method === 'GET') return call(text ? `${path}?${text}` : path, { headers: auth });
      return call(path, {
        method,
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...auth },
        body: text,
      });
    },
    control: (path, body) =>
      call(
        path,
        body
          ? { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
          : {},
      ),
    close: async () => {
      await simulator.close();
      endpoint.closeAllConnections();
      await new Promise((closed) => endpoint.close(closed));
    },
  };
}
