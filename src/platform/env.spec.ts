import { parseEnv } from './env';

const COMPLETE: Record<string, string> = {
  DATABASE_URI: 'mongodb://127.0.0.1:27017/serenity?replicaSet=rs0',
  PAYLOAD_SECRET: 'x'.repeat(32),
  SERVER_URL: 'https://portal.example/',
  STRIPE_SECRET_KEY: 'sk_live_1',
  STRIPE_PUBLISHABLE_KEY: 'pk_live_1',
  STRIPE_WEBHOOK_SECRET: 'whsec_1',
  ZOOM_ACCOUNT_ID: 'account',
  ZOOM_CLIENT_ID: 'client',
  ZOOM_CLIENT_SECRET: 'secret',
  ZOOM_WEBHOOK_SECRET: 'webhook',
  ZOOM_FALLBACK_HOST: 'meetings@example.com',
  SMTP_HOST: 'smtp.example.com',
  SMTP_PORT: '587',
  MAIL_FROM: 'no-reply@example.com',
};

const problemOf = (over: Record<string, string | undefined>): string => {
  try {
    parseEnv({ ...COMPLETE, ...over });
  } catch (error) {
    return (error as Error).message;
  }
  return 'none';
};

describe('the environment', () => {
  it("is enough with what has no default; the rest is the providers' own", () => {
    expect(parseEnv(COMPLETE)).toMatchObject({
      SERVER_URL: 'https://portal.example',
      STRIPE_API_BASE: 'https://api.stripe.com',
      ZOOM_API_BASE: 'https://api.zoom.us/v2',
      SMTP_PORT: 587,
      SMTP_SECURE: false,
      CLOCK: 'system',
      RATE_LIMIT_FACTOR: 1,
      TRUSTED_PROXY_HOPS: 0,
    });
  });

  it.each(Object.keys(COMPLETE))('stops with the name of %s when it is missing', (name) => {
    expect(problemOf({ [name]: undefined })).toContain(`${name} is missing`);
    expect(problemOf({ [name]: '' })).toContain(`${name} is missing`);
  });

  it.each([
    ['DATABASE_URI', 'mongodb://127.0.0.1:27017/serenity', 'replica set'],
    ['DATABASE_URI', 'postgres://somewhere', 'must start with mongodb://'],
    ['PAYLOAD_SECRET', 'too-short-a-secret', 'at least 32 characters'],
    ['STRIPE_SECRET_KEY', 'pk_live_swapped', 'must start with sk_'],
    ['STRIPE_PUBLISHABLE_KEY', 'sk_live_swapped', 'must start with pk_'],
    ['STRIPE_WEBHOOK_SECRET', 'no-prefix', 'must start with whsec_'],
    ['SERVER_URL', 'ftp://portal.example', ''],
    ['SMTP_PORT', '70000', ''],
    ['MAIL_FROM', 'nobody', ''],
    ['CLOCK', 'sundial', ''],
    ['RATE_LIMIT_FACTOR', '-7', ''],
    ['HEALTH_TOKEN', 'short', ''],
  ])('says that %s is malformed, without repeating its value', (name, value, why) => {
    const problem = problemOf({ [name]: value });
    expect(problem).toContain(`${name} is malformed`);
    expect(problem).toContain(why);
    expect(problem).not.toContain(value);
  });

  it('names all that is wrong at once', () => {
    const problem = problemOf({ SMTP_HOST: undefined, MAIL_FROM: 'nobody' });
    expect(problem).toContain('SMTP_HOST is missing');
    expect(problem).toContain('MAIL_FROM is malformed');
  });

  it('accepts a service record address, whose options are in the record', () => {
    expect(problemOf({ DATABASE_URI: 'mongodb+srv://cluster.example/serenity' })).toBe('none');
  });
});

describe('the timetable of jobs', () => {
  it('is read job by job, and refused when it is no cron', () => {
    expect(
      parseEnv({ ...COMPLETE, JOB_SCHEDULE: 'credit-expiration=30 2 * * *; reminders-1h=*/2 * * * *' })
        .JOB_SCHEDULE,
    ).toEqual({ 'credit-expiration': '30 2 * * *', 'reminders-1h': '*/2 * * * *' });
    expect(parseEnv(COMPLETE).JOB_SCHEDULE).toEqual({});
    for (const slip of ['credit-expiration', 'credit-expiration=often', 'a=* * * *'])
      expect(problemOf({ JOB_SCHEDULE: slip })).toContain('JOB_SCHEDULE is malformed');
  });
});
