import { resolve } from 'node:path';

const PORTS = [
  { variable: 'PORT', standard: 3000, what: 'the portal and the admin' },
  { variable: 'MONGO_PORT', standard: 27117, what: 'MongoDB' },
  { variable: 'STRIPE_SIM_PORT', standard: 4010, what: 'the Stripe simulator' },
  { variable: 'ZOOM_SIM_PORT', standard: 4020, what: 'the Zoom simulator' },
  { variable: 'SMTP_PORT', standard: 1025, what: 'the mail inbox, SMTP' },
  { variable: 'INBOX_PORT', standard: 1080, what: 'the mail inbox, page' },
];

/** `npm run dev` has a data folder and ports of its own, so that a demo may run beside it. */
const DEV = { folder: '.data/dev', portsUp: 100 };

/**
 * Where everything of the demo lives. Each port and the data folder can be changed by a variable.
 * @param {{root: string, env?: Record<string, string | undefined>}} input
 */
export const demoSettings = (input) => localSettings({ folder: '.data', portsUp: 0, ...input });

/** The same for the development loop. @type {typeof demoSettings} */
export const devSettings = (input) => localSettings({ ...DEV, ...input });

function localSettings({ root, folder, portsUp, env = process.env }) {
  const ports = Object.fromEntries(
    PORTS.map(({ variable, standard }) => [variable, portOf(variable, env[variable], standard + portsUp)]),
  );
  const at = (port) => `http://127.0.0.1:${port}`;
  return {
    root,
    dataDir: resolve(root, env.DATA_DIR || folder),
    ports,
    ownDatabase: !env.DATABASE_URI,
    portsNeeded: PORTS.filter(({ variable }) => variable !== 'MONGO_PORT' || !env.DATABASE_URI).map(
      ({ variable, what }) => ({
        variable,
        what,
        port: ports[variable],
      }),
    ),
    urls: {
      web: at(ports.PORT),
      admin: `${at(ports.PORT)}/admin`,
      inbox: at(ports.INBOX_PORT),
      stripe: at(ports.STRIPE_SIM_PORT),
      zoom: at(ports.ZOOM_SIM_PORT),
    },
  };
}

/**
 * The product's environment in the demo. Keys are the simulators'; they open nothing elsewhere.
 * @param {{settings: ReturnType<typeof demoSettings>, secrets: Record<string, string>, databaseUri: string,
 *   outer?: object}} input
 * @returns {Record<string, string>}
 */
export function productEnv({ settings: { urls, ports }, secrets, databaseUri, outer = process.env }) {
  return {
    DATABASE_URI: databaseUri,
    ...secrets,
    SERVER_URL: urls.web,
    PORT: String(ports.PORT),
    STRIPE_SECRET_KEY: 'sk_test_demo',
    STRIPE_PUBLISHABLE_KEY: 'pk_test_demo',
    STRIPE_WEBHOOK_SECRET: 'whsec_demo',
    STRIPE_API_BASE: urls.stripe,
    STRIPE_JS_URL: `${urls.stripe}/stripe.js`,
    ZOOM_ACCOUNT_ID: 'demo-account',
    ZOOM_CLIENT_ID: 'demo-client',
    ZOOM_CLIENT_SECRET: 'demo-client-secret',
    ZOOM_WEBHOOK_SECRET: 'demo-webhook-secret',
    ZOOM_FALLBACK_HOST: 'meetings@insight-serenity.example',
    ZOOM_API_BASE: `${urls.zoom}/v2`,
    ZOOM_OAUTH_BASE: urls.zoom,
    SMTP_HOST: '127.0.0.1',
    SMTP_PORT: String(ports.SMTP_PORT),
    SMTP_SECURE: 'false',
    SMTP_USER: '',
    SMTP_PASSWORD: '',
    MAIL_FROM: 'hello@insight-serenity.example',
    MAIL_FROM_NAME: 'Insight Serenity',
    MAIL_BOUNCE_ADDRESS: '',
    CLOCK: 'adjustable',
    TRUSTED_PROXY_HOPS: '0',
    RATE_LIMIT_FACTOR: outer.RATE_LIMIT_FACTOR || '1',
    LOG_LEVEL: outer.LOG_LEVEL || 'info',
  };
}

/**
 * What a child process gets: this shell's environment with the product's on top. Built code runs as it would
 * in production; options of this Node (a test runner's) are not passed on.
 */
export function childEnv(product, outer = process.env) {
  const { NODE_OPTIONS: _, ...rest } = outer;
  return { ...rest, ...product, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' };
}

function portOf(variable, value, standard) {
  const port = value ? Number(value) : standard;
  if (Number.isInteger(port) && port > 0 && port < 65536) return port;
  throw new Error(`${variable} must be a port number, not "${value}".`);
}
