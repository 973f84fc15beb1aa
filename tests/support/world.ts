import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type CommandStartedEvent, type MongoClient, ObjectId } from 'mongodb';
import { getPayload, jwtSign, type Payload, type PayloadRequest } from 'payload';

import { type StripeSimulator, startStripeSimulator } from '../../simulators/stripe/server';
import { startZoomSimulator, type ZoomSimulator } from '../../simulators/zoom/server';
import { setEnvironment } from './environment';
import { freshSettings } from './freshSettings';
import { type Mailbox, openMailbox } from './mailbox';
import { testDatabaseUri } from './mongo';
import { preload, serve } from './routes';

export type Role = 'owner' | 'ops' | 'finance' | 'editor' | 'consultant';

/** Somebody who calls the API. */
export interface Person {
  id: string;
  email: string;
  token: string;
  user: NonNullable<PayloadRequest['user']>;
}

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
  /** Many clients at the cost of one: they share a password hash. */
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

const PASSWORD = 'Serenity-test-1';
/** Not commands of the operation: the driver's own keeping of the connection. */
const HOUSEKEEPING = new Set(['hello', 'ismaster', 'ping', 'endSessions', 'killCursors']);

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
  const { seedCatalogue } = await import('../../scripts/seed/seedCatalogue');
  const { consultants } = await import('../../scripts/seed/people');
  await seedCatalogue(payload);
  const [amelia, kenji] = await Promise.all(
    consultants.map((data) => payload.create({ collection: 'consultants', data, overrideAccess: true })),
  );
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
  const typeOf = (minutes: number): string => types.docs.find((type) => type.minutes === minutes)?.id ?? '';

  let people = 0;
  async function signIn(collection: 'clients' | 'staff', email: string): Promise<Person> {
    const { token, user } = await payload.login({ collection, data: { email, password: PASSWORD } });
    if (!user) throw new Error(`${email} could not sign in`);
    return {
      id: String(user.id),
      email,
      token: token ?? '',
      user: { ...user, collection } as Person['user'],
    };
  }

  const world: World = {
    payload,
    stripe,
    zoom,
    mailbox,
    packages: Object.fromEntries(packages.docs.map((offer) => [offer.slug, offer.id])),
    types: { sixty: typeOf(60), ninety: typeOf(90) },
    consultants: { amelia: amelia?.id ?? '', kenji: kenji?.id ?? '' },

    async client({ credits = 0, timezone = 'America/New_York', verified = true } = {}) {
      people += 1;
      const email = `client-${people}@example.com`;
      const { inTransaction } = await import('../../src/platform/transaction');
      await inTransaction({ payload, context: { actor: 'system:test' } }, async (req) => {
        const { id } = await req.payload.create({
          collection: 'clients',
          data: {
            email,
            password: PASSWORD,
            firstName: 'Cleo',
            lastName: `Number ${people}`,
            timezone,
            _verified: verified,
          },
          disableVerificationEmail: true,
          overrideAccess: true,
          req,
        });
        if (credits > 0) await grantTestCredits(req, id, credits);
      });
      if (!verified) {
        const found = await payload.find({
          collection: 'clients',
          where: { email: { equals: email } },
          overrideAccess: true,
          depth: 0,
        });
        const user = found.docs[0];
        if (!user) throw new Error(`${email} was not made`);
        return { id: user.id, email, token: '', user: { ...user, collection: 'clients' } as Person['user'] };
      }
      return signIn('clients', email);
    },

    async crowd(count, { credits = 0 } = {}) {
      const first = await world.client();
      const { nativeCollection } = await import('../../src/platform/store');
      const { inTransaction } = await import('../../src/platform/transaction');
      const { openWallet } = await import('../../src/credits/openWallet');
      const clients = nativeCollection(payload, 'clients');
      const model = await clients.findOne({ _id: new ObjectId(first.id) });
      const sid = String((model?.sessions as { id: string }[] | undefined)?.[0]?.id);
      const copy = async (): Promise<Person> => {
        people += 1;
        const _id = new ObjectId();
        const id = _id.toHexString();
        const email = `client-${people}@example.com`;
        await clients.insertOne({ ...model, _id, email, lastName: `Number ${people}` });
        await inTransaction({ payload, context: { actor: 'system:test' } }, async (req) => {
          await openWallet(req, id);
          if (credits > 0) await grantTestCredits(req, id, credits);
        });
        const { token } = await jwtSign({
          fieldsToSign: { id, collection: 'clients', email, sid },
          secret: payload.secret,
          tokenExpiration: 3600,
        });
        return { id, email, token, user: { ...first.user, id, email } as Person['user'] };
      };
      return Promise.all(Array.from({ length: count }, copy));
    },

    async staff(role, { consultant } = {}) {
      people += 1;
      const email = `${role}-${people}@insight-serenity.example`;
      await payload.create({
        collection: 'staff',
        data: { email, password: PASSWORD, firstName: 'Sam', lastName: role, role, consultant },
        overrideAccess: true,
      });
      return signIn('staff', email);
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
