import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { zoomErrors } from './errors';
import { createFaults, type Fault } from './faults';
import { readRequest, type Reply, send } from './http';
import { answer, isProviderPath } from './routes';
import { type Sim } from './sim';
import { createStore, type SimState } from './state';
import { createTokenDesk, type Credentials } from './tokens';
import { createWebhookSender, ZOOM_RETRIES_MS } from './webhooks';

export interface ZoomSimulatorOptions {
  /** 0 takes any free port. */
  port: number;
  /** File the meetings are kept in; without it they live as long as the process. */
  stateFile?: string;
  /** Known hosts; without it every address of the demo's domain, but `nohost…`. */
  hosts?: string[];
  /** When given, only these are accepted. */
  credentials?: Credentials;
  webhookUrl?: string;
  webhookSecret?: string;
  /** Waits before a failed webhook is sent again. */
  webhookRetriesMs?: number[];
  tokenLifeSeconds?: number;
  /** Creates and updates a host may have a UTC day. */
  dailyLimit?: number;
  now?: () => Date;
}

export interface ZoomSimulator {
  url: string;
  port: number;
  state: SimState;
  close(): Promise<void>;
}

/** Starts a stand-in for Zoom on the loopback address. */
export async function startZoomSimulator(options: ZoomSimulatorOptions): Promise<ZoomSimulator> {
  const sim = makeSim(options);
  const server = createServer((message, response) => {
    serve(sim, message, response).catch((error: unknown) => {
      console.error('zoom simulator:', error);
      send(response, zoomErrors.ofStatus(500));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  sim.url = () => url;
  return {
    url,
    port,
    state: sim.store.state,
    async close() {
      sim.webhooks.stop();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      // Answers withheld by a fault would keep the server open for ever.
      server.closeAllConnections();
      await closed;
    },
  };
}

function makeSim(options: ZoomSimulatorOptions): Sim {
  const store = createStore(options.stateFile);
  const now = options.now ?? (() => new Date(Date.now() + store.state.clockOffsetMs));
  return {
    store,
    now,
    url: () => '',
    accountId: options.credentials?.accountId ?? 'sim-account',
    hosts: options.hosts?.map((host) => host.toLowerCase()) ?? null,
    dailyLimit: options.dailyLimit ?? 100,
    faults: createFaults(),
    tokens: createTokenDesk({
      credentials: options.credentials ?? null,
      lifeSeconds: options.tokenLifeSeconds ?? 3600,
      now,
      onIssue: () => (store.state.tokensIssued += 1),
    }),
    webhooks: createWebhookSender({
      url: options.webhookUrl ?? null,
      secret: options.webhookSecret ?? '',
      retriesMs: options.webhookRetriesMs ?? ZOOM_RETRIES_MS,
      now,
      onDelivery(delivery) {
        store.state.deliveries.push(delivery);
        store.save();
      },
    }),
  };
}

async function serve(sim: Sim, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const request = await readRequest(message);
  const { method, path } = request;
  const fault = isProviderPath(path) ? sim.faults.take(method, path) : null;
  const isUndone = fault !== null && fault.afterEffect === undefined;
  const reply = isUndone ? zoomErrors.ofStatus(fault.status ?? 503, fault.code) : await answer(sim, request);
  const sent = fault ? spoil(fault, reply) : reply;
  if (isProviderPath(path)) {
    const status = typeof sent === 'string' ? null : sent.status;
    sim.store.state.calls.push({
      at: sim.now().toISOString(),
      method,
      path,
      status,
      ...(fault && { fault: fault.match }),
    });
  }
  if (method !== 'GET') sim.store.save();
  if (sent === 'disconnect') response.destroy();
  else if (sent !== 'silence') send(response, sent);
  if (typeof fault?.timeout === 'number') setTimeout(() => response.destroy(), fault.timeout).unref();
}

/** What a faulty call gets instead of its answer. */
function spoil(fault: Fault, reply: Reply): Reply | 'silence' | 'disconnect' {
  if (fault.timeout !== undefined || fault.afterEffect === true || fault.afterEffect === 'timeout')
    return 'silence';
  if (fault.afterEffect === 'disconnect') return 'disconnect';
  const spoilt = fault.afterEffect === undefined ? reply : zoomErrors.ofStatus(fault.afterEffect);
  return fault.retryAfter
    ? { ...spoilt, headers: { ...spoilt.headers, 'retry-after': fault.retryAfter } }
    : spoilt;
}
