import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type Api, type Exchange, serveApi } from './api/serve';
import { serveAsset } from './assets';
import { type Control, runControl } from './control';
import { ApiError } from './errors';
import { Faults } from './faults';
import { CORS, readBody, sendJson } from './http';
import { Idempotency } from './idempotency';
import { settle } from './payments';
import { type Sim } from './sim';
import { Store } from './store';
import { type PaymentIntent } from './types';
import { Webhooks } from './webhooks';

export interface SimulatorOptions {
  /** 0 takes any free one. */
  port: number;
  webhookUrl?: string | null;
  webhookSecret: string;
  /** Keeps the state over restarts. */
  stateFile?: string;
  retryBaseMs?: number;
  maxAttempts?: number;
  webhookTimeoutMs?: number;
  /** How long delayed payments take; null leaves their end to the control call. */
  settleAfterMs?: number | null;
  onExchange?: (exchange: Exchange) => void;
}

export interface StripeSimulator {
  url: string;
  port: number;
  setWebhookUrl(url: string | null): void;
  /** Resolves when every queued webhook has been delivered or given up. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** Starts the stand-in for Stripe on the loopback address. */
export async function startStripeSimulator(options: SimulatorOptions): Promise<StripeSimulator> {
  const store = new Store(options.stateFile);
  const webhooks = new Webhooks(store, {
    url: options.webhookUrl ?? null,
    secret: options.webhookSecret,
    retryBaseMs: options.retryBaseMs ?? 1000,
    maxAttempts: options.maxAttempts ?? 20,
    timeoutMs: options.webhookTimeoutMs ?? 10_000,
  });
  let url = '';
  const settleAfterMs = options.settleAfterMs === undefined ? 4000 : options.settleAfterMs;
  const sim: Sim = {
    store,
    url: () => url,
    cause: null,
    onEvent: (event) => webhooks.enqueue(event),
    onProcessing: (intentId) => {
      if (settleAfterMs !== null) setTimeout(() => settleLater(sim, intentId), settleAfterMs).unref();
    },
  };
  const faults = new Faults();
  const api: Api = {
    sim,
    faults,
    idempotency: new Idempotency(store),
    ...(options.onExchange ? { onExchange: options.onExchange } : {}),
  };
  const server = createServer((request, response) => {
    answer(api, { sim, faults, webhooks }, request, response).catch((error: unknown) =>
      refuse(response, error),
    );
  });
  const port = await listen(server, options.port);
  url = `http://127.0.0.1:${port}`;
  webhooks.resume();
  Object.keys(store.data.settlements).forEach(sim.onProcessing);
  return {
    url,
    port,
    setWebhookUrl: (next) => {
      webhooks.settings.url = next;
    },
    idle: () => webhooks.idle(),
    close: () => {
      webhooks.close();
      server.closeAllConnections();
      return new Promise((done) => server.close(() => done()));
    },
  };
}

async function answer(
  api: Api,
  control: Control,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = 'GET', url = '/' } = request;
  const path = url.split('?')[0] ?? url;
  if (path.startsWith('/v1/')) {
    if (method !== 'OPTIONS') return serveApi(api, request, response);
    response.writeHead(204, CORS).end();
    return;
  }
  if (path.startsWith('/_sim/')) {
    const body = await readBody(request);
    return sendJson(
      response,
      200,
      await runControl(control, method, path, body ? (JSON.parse(body) as Record<string, unknown>) : {}),
    );
  }
  if (!serveAsset(path, response))
    sendJson(response, 404, { error: { type: 'invalid_request_error', message: `Nothing at ${path}` } });
}

function refuse(response: ServerResponse, error: unknown): void {
  if (error instanceof ApiError) return sendJson(response, error.status, error.body);
  const message = error instanceof Error ? error.message : String(error);
  console.error(`stripe simulator: ${error instanceof Error ? error.stack : message}`);
  if (!response.headersSent) sendJson(response, 500, { error: { type: 'api_error', message } });
}

/** The payment may have been settled by hand, or everything reset, in the meantime. */
function settleLater(sim: Sim, intentId: string): void {
  if (!sim.store.data.settlements[intentId]) return;
  settle(sim, sim.store.get<PaymentIntent>('payment_intent', intentId));
  sim.store.save();
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
