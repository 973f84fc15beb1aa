import { z } from 'zod';

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const url = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/$/, ''));
const port = z.coerce.number().int().min(1).max(65535);

/** `name=five cron fields`, several separated by semicolons. */
const jobSchedule = z
  .string()
  .transform((text) =>
    Object.fromEntries(
      text
        .split(';')
        .filter((part) => part.trim())
        .map((part) => part.split('=').map((word) => word.trim()) as [string, string]),
    ),
  )
  .refine(
    (given) => Object.values(given).every((cron) => /^[\d*/,-]+( [\d*/,A-Za-z-]+){4}$/.test(cron ?? '')),
    'must be like reminders-1h=*/2 * * * *;credit-expiration=30 2 * * *',
  );

const schema = z.object({
  DATABASE_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\//, 'must start with mongodb:// or mongodb+srv://')
    .refine((uri) => uri.startsWith('mongodb+srv://') || /[?&]replicaSet=/.test(uri), {
      message: 'must name a replica set (…?replicaSet=rs0): without one MongoDB has no transactions',
    }),
  PAYLOAD_SECRET: z.string().min(32, 'must have at least 32 characters'),
  SERVER_URL: url,

  STRIPE_SECRET_KEY: z.string().regex(/^(sk|rk)_/, 'must start with sk_ or rk_'),
  STRIPE_PUBLISHABLE_KEY: z.string().regex(/^pk_/, 'must start with pk_'),
  STRIPE_WEBHOOK_SECRET: z.string().regex(/^whsec_/, 'must start with whsec_'),
  STRIPE_API_BASE: url.default('https://api.stripe.com'),
  STRIPE_JS_URL: z.url().default('https://js.stripe.com/endive/stripe.js'),

  ZOOM_ACCOUNT_ID: z.string().min(1),
  ZOOM_CLIENT_ID: z.string().min(1),
  ZOOM_CLIENT_SECRET: z.string().min(1),
  ZOOM_WEBHOOK_SECRET: z.string().min(1),
  ZOOM_FALLBACK_HOST: z.email(),
  ZOOM_API_BASE: url.default('https://api.zoom.us/v2'),
  ZOOM_OAUTH_BASE: url.default('https://zoom.us'),

  SMTP_HOST: z.string().min(1),
  SMTP_PORT: port,
  SMTP_SECURE: flag.default(false),
  SMTP_USER: z.string().optional(),
  SMTP_PASSWORD: z.string().optional(),
  MAIL_FROM: z.email(),
  MAIL_FROM_NAME: z.string().min(1).default('Insight Serenity'),
  MAIL_BOUNCE_ADDRESS: z.email().optional(),

  JOB_SCHEDULE: jobSchedule.default({}),
  CLOCK: z.enum(['system', 'adjustable']).default('system'),
  RATE_LIMIT_FACTOR: z.coerce.number().positive().default(1),
  TRUSTED_PROXY_HOPS: z.coerce.number().int().min(0).default(0),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  HEALTH_TOKEN: z.string().min(16).optional(),
  OWNER_EMAIL: z.email().optional(),
  OWNER_PASSWORD: z.string().min(10).optional(),
});

export type Env = z.infer<typeof schema>;

/**
 * Reads the environment once.
 * @throws Error that names every missing or malformed variable; values are never repeated.
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    return given[name] === undefined ? `  ${name} is missing` : `  ${name} is malformed: ${issue.message}`;
  });
  throw new Error(`The environment is not complete (see .env.example):\n${problems.join('\n')}`);
}

let cached: Env | undefined;

/** The parsed environment of this process. */
export function env(): Env {
  cached ??= parseEnv(process.env);
  return cached;
}

/** Whether people reach us over TLS: cookies are then marked so. */
export const overTls = (): boolean => env().SERVER_URL.startsWith('https://');
