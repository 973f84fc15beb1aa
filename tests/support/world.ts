import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type CommandStartedEvent, type MongoClient } from 'mongodb';
import { getPayload, type Payload, type PayloadRequest } from 'payload';

import { type StripeSimulator, startStripeSimulator } from '../../simulators/stripe/server';
import { startZoomSimulator, type ZoomSimulator } from '../../simulators/zoom/server';
import { setEnvironment } from './environment';
import { freshSettings } from './freshSettings';
import { type Mailbox, openMailbox } from './mailbox';
import { testDatabaseUri } from './mongo';
import { PASSWORD, type Person, signedIn, storePerson } from './people';
import { preload, serve } from './routes';
import { seedRows } from './seedRows';

export { type Person } from './people';

type Role = 'owner' | 'ops' | 'finance' | 'editor' | 'consultant';

export interface Reply<T = Record<string, unknown>> {
  status: number;
  body: T;
  headers: Headers;
}

export interface CallOptions {
  as?: Person;
  body?: unknown;
  headers?: Record<string, string>;
  /** The Idempotency-Key. */
  key?: string;
}

/**
 * The product on a database of its own, with Stripe, Zoom and a mail server simulated on loopback.
 * Webhooks are delivered to the product's own routes; nothing is done by a worker until `work()` is called.
 * Zoom's clock is the product's: what happens at a meeting happens at the time of the test.
 */
export interface World {
  payload: Payload;
  stripe: StripeSimulator;
  zoom: ZoomSimulator;
  mailbox: Mailbox;
  /** Ids of what is seeded. */
  packages: Record<string, string>;
  types: { sixty: string; ninety: string };
  consultants: { amelia: string; kenji: string };
  client(options?: { credits?: number; timezone?: string; verified?: boolean }): Promise<Person>;
  crowd(count: number, options?: { credits?: number }): Promise<Person[]>;
  staff(role: Role, options?: { consultant?: string }): Promise<Person>;
  api<T = Record<string, unknown>>(method: string, path: string, options?: CallOptions): Promise<Reply<T>>;
  /** A control call of a simulator: `/_sim/...`. */
  control(of: 'stripe' | 'zoom', path: string, body?: unknown): Promise<Record<string, unknown>>;
  /** Does all owed work, as workers would, until nothing is due. */
  work(): Promise<void>;
  /** The database commands a piece of work costs, by name, in order. */
  commandsOf(work: () => Promise<unknown>): Promise<string[]>;
  close(): Promise<void>;
}

/** Not commands of the operation: the driver's own keeping of the connection. */
const HOUSEKEEPING = new Set(['hello', 'ismaster', 'ping', 'endSessions', 'killCursors']);

interface ClientData {
  email: string;
  firstName: string;
  lastName: string;
  timezone: string;
  _verified: boolean;
}

const grantTestCredits = (req: PayloadRequest, client: string, credits: number): Promise<unknown> =>
  req.payload.create({
    collection: 'credit-grants',
    data: {
      client,
      credits,
      validityDays: 180,
      source: 'manual',
      packageName: 'Test credits',
      key: `grant:manual:${client}`,
    },
    overrideAccess: true,
    req,
  });

export async function startWorld(name: string, environment: Record<string, string> = {}): Promise<World> {
  const mailbox = await openMailbox();
  let deliverWebhook = async (_request: Request): Promise<Response> => new Response(null, { status: 503 });
  let clock = (): Date => new Date();
  const endpoint = createServer((message, response) => {
    const chunks: Buffer[] = [];
    message.on('data', (chunk: Buffer) => chunks.push(chunk));
    message.on('end', () => {
      const signed = Object.entries(message.headers).filter(
        ([name]) => name === 'stripe-signature' || name.startsWith('x-zm-'),
      );
      const request = new Request(`http://127.0.0.1:3999${message.url}`, {
        method: 'POST',
        headers: {
          ...Object.fromEntries(signed.map(([name, value]) => [name, String(value)])),
          'content-type': 'application/json',
        },
        body: Buffer.concat(chunks),
      });
      deliverWebhook(request).then(
        async (answer) => response.writeHead(answer.status).end(await answer.text()),
        () => response.writeHead(500).end(),
      );
    });
  });
  await new Promise<void>((resolve) => endpoint.listen(0, '127.0.0.1', resolve));
  const endpointUrl = `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}`;
  const zoom = await startZoomSimulator({
    port: 0,
    webhookUrl: `${endpointUrl}/api/zoom/webhook`,
    webhookSecret: 'webhook-secret',
    webhookRetriesMs: [],
    now: () => clock(),
  });
  const stripe = await startStripeSimulator({
    port: 0,
    webhookUrl: `${endpointUrl}/api/payments/webhook`,
    webhookSecret: 'whsec_simulated',
    retryBaseMs: 5,
    settleAfterMs: null,
  });
  setEnvironment({
    DATABASE_URI: testDatabaseUri(name),
    SMTP_PORT: String(mailbox.port),
    STRIPE_API_BASE: stripe.url,
    STRIPE_JS_URL: `${stripe.url}/stripe.js`,
    ZOOM_API_BASE: `${zoom.url}/v2`,
    ZOOM_OAUTH_BASE: zoom.url,
    ...environment,
  });

  const { default: config } = await import('../../payload.config');
  const payload = await getPayload({ config });
  await preload('payments/webhook');
  await preload('zoom/webhook');
  deliverWebhook = (request) => serve(request, config);
  clock = (await import('../../src/platform/clock')).now;
  await seedRows(payload);
  const packages = await payload.find({
    collection: 'packages',
    pagination: false,
    depth: 0,
    overrideAccess: true,
  });
  const types = await payload.find({
    collection: 'consultation-types',
    pagination: false,
    depth: 0,
    overrideAccess: true,
  });
  const experts = await payload.find({
    collection: 'consultants',
    pagination: false,
    depth: 0,
    overrideAccess: true,
  });
  const expert = (name: string): string => experts.docs.find((one) => one.name.startsWith(name))?.id ?? '';
  const typeOf = (minutes: number): string => types.docs.find((type) => type.minutes === minutes)?.id ?? '';

  let people = 0;
  /** As anybody registers: Payload hashes the password, the mail that confirms the address is owed. */
  async function register(req: PayloadRequest, data: ClientData): Promise<string> {
    const { id } = await req.payload.create({
      collection: 'clients',
      data: { ...data, password: PASSWORD },
      disableVerificationEmail: true,
      overrideAccess: true,
      req,
    });
    return id;
  }

  const world: World = {
    payload,
    stripe,
    zoom,
    mailbox,
    packages: Object.fromEntries(packages.docs.map((offer) => [offer.slug, offer.id])),
    types: { sixty: typeOf(60), ninety: typeOf(90) },
    consultants: { amelia: expert('Amelia'), kenji: expert('Kenji') },

    async client({ credits = 0, timezone = 'America/New_York', verified = true } = {}) {
      people += 1;
      const email = `client-${people}@example.com`;
      const data = { email, firstName: 'Cleo', lastName: `Number ${people}`, timezone, _verified: verified };
      const { inTransaction } = await import('../../src/platform/transaction');
      const { openWallet } = await import('../../src/credits/openWallet');
      const made = await inTransaction({ payload, context: { actor: 'system:test' } }, async (req) => {
        if (!verified) return { id: await register(req, data), sid: '' };
        const stored = await storePerson(payload, { collection: 'clients', data }, req);
        await openWallet(req, stored.id);
        if (credits > 0) await grantTestCredits(req, stored.id, credits);
        return stored;
      });
      const person = await signedIn(payload, { collection: 'clients', ...made });
      return verified ? person : { ...person, token: '' };
    },

    crowd: (count, options) => Promise.all(Array.from({ length: count }, () => world.client(options))),

    async staff(role, { consultant } = {}) {
      people += 1;
      const email = `${role}-${people}@insight-serenity.example`;
      const data = { email, firstName: 'Sam', lastName: role, role, consultant };
      const made = await storePerson(payload, { collection: 'staff', data });
      return signedIn(payload, { collection: 'staff', ...made });
    },

    async api<T>(method: string, path: string, { as, body, headers = {}, key }: CallOptions = {}) {
      const request = new Request(`http://127.0.0.1:3999${path}`, {
        method,
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(as ? { authorization: `JWT ${as.token}` } : {}),
          ...(key ? { 'idempotency-key': key } : {}),
          ...headers,
        },
        body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
      });
      const response = await serve(request, config);
      const text = await response.text();
      const isJson = response.headers.get('content-type')?.includes('json');
      return {
        status: response.status,
        body: (isJson ? JSON.parse(text) : text) as T,
        headers: response.headers,
      };
    },

    async control(of, path, body) {
      const { url } = of === 'stripe' ? stripe : zoom;
      const response = await fetch(`${url}${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { 'content-type': 'application/json' },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
      const text = await response.text();
      return text ? (JSON.parse(text) as Record<string, unknown>) : {};
    },

    async work() {
      const { processInbox, dispatchOutbox, deliverMessages } = await import('../../src/jobs/queues');
      await stripe.idle();
      for (let done = 1; done > 0;) {
        done =
          (await processInbox(payload)) + (await dispatchOutbox(payload)) + (await deliverMessages(payload));
      }
    },

    async commandsOf(work) {
      await freshSettings(payload);
      const client = (
        payload.db as unknown as { connection: { getClient(): MongoClient } }
      ).connection.getClient();
      const names: string[] = [];
      const note = (event: CommandStartedEvent): void => {
        if (!HOUSEKEEPING.has(event.commandName)) names.push(event.commandName);
      };
      client.on('commandStarted', note);
      try {
        await work();
      } finally {
        client.off('commandStarted', note);
      }
      return names;
    },

    async close() {
      const { mailTransport } = await import('../../src/integrations/mail/provider');
      mailTransport().close();
      const { databaseOf } = await import('../../src/platform/store');
      await databaseOf(payload).dropDatabase();
      await payload.destroy();
      await Promise.all([stripe.close(), zoom.close(), mailbox.close()]);
      await new Promise<void>((resolve) => {
        endpoint.close(() => resolve());
        endpoint.closeAllConnections();
      });
    },
  };
  return world;
}
