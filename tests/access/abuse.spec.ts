import { hashesOf } from '../support/hashing';
import { IS_SOAK } from '../support/volume';
import { type Person, type Reply, startWorld, type World } from '../support/world';
import { weekday } from './cast';

/** Sign-in, registration and reset under abuse: limited, telling nothing, and the victim still gets in. */
const PASSWORD = 'Serenity-test-1';
let world: World;
beforeAll(async () => {
  world = await startWorld('access abuse', { RATE_LIMIT_FACTOR: '1', TRUSTED_PROXY_HOPS: '1' });
}, 120_000);
afterAll(() => world.close());

let hosts = 0;
/** An address nobody has come from before. */
const fresh = (): string => {
  hosts += 1;
  return `203.0.${Math.floor(hosts / 250)}.${(hosts % 250) + 1}`;
};
const from = (address: string): { headers: Record<string, string> } => ({
  headers: { 'x-forwarded-for': address },
});
const signIn = (email: string, password: string, address: string): Promise<Reply> =>
  world.api('POST', '/api/clients/login', { ...from(address), body: { email, password } });
const repeat = async (times: number, call: (n: number) => Promise<Reply>): Promise<number[]> => {
  const statuses: number[] = [];
  for (let n = 1; n <= times; n += 1) statuses.push((await call(n)).status);
  return statuses;
};
/** How many were let through before the first 429; and nothing after it is let through. */
const admitted = (statuses: number[]): number => {
  const first = statuses.indexOf(429);
  expect(statuses.slice(first).every((status) => status === 429)).toBe(true);
  return first;
};

async function isLimited(reply: Reply): Promise<void> {
  expect(reply.status).toBe(429);
  expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(reply.body).toEqual({
    error: { code: 'RATE_LIMITED', message: 'Too many requests. Please wait a moment.' },
  });
}

/** Times depend on what else the machine does: they are compared in the soak only. */
const inSoak = (sentence: string, body: () => Promise<void>): void => {
  if (IS_SOAK) it(`soak: ${sentence}`, body);
};

async function time(call: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await call();
  return performance.now() - start;
}
/** Takes turns, and compares the quickest: what else the machine does only ever adds time. */
async function ratio(
  rounds: number,
  one: (n: number) => Promise<unknown>,
  other: (n: number) => Promise<unknown>,
): Promise<number> {
  const [ones, others]: [number[], number[]] = [[], []];
  for (let n = 0; n < rounds; n += 1) {
    ones.push(await time(() => one(n)));
    others.push(await time(() => other(n)));
  }
  return Math.min(...ones) / Math.min(...others);
}

describe('signing in', () => {
  it('is limited by address and account, in whatever case and spelling the path and the body are', async () => {
    const victim = await world.client();
    const address = fresh();
    const bodies = [
      (password: string) => JSON.stringify({ email: victim.email, password }),
      (password: string) => JSON.stringify({ email: ` ${victim.email.toUpperCase()} `, password }),
      (password: string) =>
        `{"email":"somebody@example.com","email":"${victim.email}","password":"${password}"}`,
      (password: string) =>
        `{"\\u0065mail":"${victim.email.replace('c', '\\u0063')}","password":"${password}"}`,
    ];
    const paths = ['/api/clients/login', '/api/clients/LOGIN', '/api/clients/Login/'];
    const kinds: Record<string, string>[] = [{}, { 'content-type': 'application/json; multipart/' }];
    const statuses = await repeat(12, (n) =>
      world.api('POST', paths[n % paths.length] ?? '', {
        headers: { ...from(address).headers, ...kinds[n % kinds.length] },
        body: bodies[n % bodies.length]?.(`guess-${n}`),
      }),
    );
    expect(admitted(statuses)).toBe(10);

    const right = await signIn(victim.email, PASSWORD, address);
    expect([right.status, Number(right.headers.get('retry-after')) > 0]).toEqual([429, true]);
    expect((right.body.errors as { data: { code: string } }[])[0]?.data.code).toBe('RATE_LIMITED');
    // The owner of the account comes from elsewhere, and is not kept out.
    expect((await signIn(victim.email, PASSWORD, fresh())).status).toBe(200);
  });

  it('is limited by address over many accounts, and made-up entries of X-Forwarded-For do not help', async () => {
    const address = fresh();
    const statuses = await repeat(33, (n) =>
      signIn(`nobody-${n}@example.com`, 'guess-guess', `10.0.0.${n}, ${fresh()}, ${address}`),
    );
    expect(admitted(statuses)).toBe(30);
    const staff = await world.api('POST', '/api/staff/login', {
      ...from(address),
      body: { email: 'x@example.com', password: 'guess' },
    });
    expect(staff.status).toBe(429);
  });

  it('says the same of a known and an unknown address, after the same work', async () => {
    const known = await world.client();
    const wrong = await signIn(known.email, 'guess-guess', fresh());
    const unknown = await signIn('unknown@example.com', 'guess-guess', fresh());
    expect([wrong.status, wrong.body]).toEqual([unknown.status, unknown.body]);
    expect([
      await hashesOf(() => signIn(known.email, 'guess-guess', fresh())),
      await hashesOf(() => signIn('unknown-too@example.com', 'guess-guess', fresh())),
    ]).toEqual([1, 1]);
  });

  inSoak('takes about as long for a known and an unknown address', async () => {
    const known = await world.client();
    const found = await ratio(
      7,
      () => signIn(known.email, 'guess-guess', fresh()),
      (n) => signIn(`unknown-${n}@example.com`, 'guess-guess', fresh()),
    );
    expect(found).toBeGreaterThan(1 / 3);
    expect(found).toBeLessThan(3);
  });
});

describe('registering', () => {
  const register = (email: string, address = fresh(), headers: Record<string, string> = {}): Promise<Reply> =>
    world.api('POST', '/api/clients/register', {
      headers: { 'x-forwarded-for': address, ...headers },
      body: { email, password: PASSWORD, firstName: 'Reg', lastName: 'Ister' },
    });

  it('says the same of a known and an unknown address, after the same work', async () => {
    const known = await world.client();
    const [first, again] = [await register('new@example.com'), await register(known.email)];
    expect([first.status, first.body]).toEqual([201, { status: 'check-your-mail' }]);
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    expect([
      await hashesOf(() => register(known.email)),
      await hashesOf(() => register('newer@example.com')),
    ]).toEqual([1, 1]);
  });

  inSoak('takes about as long for a known and an unknown address', async () => {
    const known = await world.client();
    const found = await ratio(
      7,
      () => register(known.email),
      (n) => register(`new-${n}@example.com`),
    );
    expect(found).toBeGreaterThan(1 / 3);
    expect(found).toBeLessThan(3);
  });

  it('does not change the account that is there', async () => {
    const known = await world.client();
    await register(known.email.toUpperCase());
    expect((await signIn(known.email, PASSWORD, fresh())).status).toBe(200);
    const { totalDocs } = await world.payload.count({
      collection: 'clients',
      where: { email: { like: known.email } },
    });
    expect(totalDocs).toBe(1);
  });

  it('is limited by address', async () => {
    const address = fresh();
    const statuses = await repeat(11, (n) => register(`many-${n}@example.com`, address));
    expect(admitted(statuses)).toBe(10);
    await isLimited(await register('one-more@example.com', address));
  });

  it('sends links to our own host, whatever Host the request names', async () => {
    const evil = {
      host: 'evil.example',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
      forwarded: 'host=evil.example',
      origin: 'https://evil.example',
    };
    await register('hosted@example.com', fresh(), evil);
    const client = await world.client();
    await world.api('POST', '/api/clients/forgot-password', {
      headers: { 'x-forwarded-for': fresh(), ...evil },
      body: { email: client.email },
    });
    await world.work();
    for (const address of ['hosted@example.com', client.email]) {
      const [mail] = world.mailbox.to(address);
      const text = `${mail?.html ?? ''}${mail?.text ?? ''}`;
      expect([address, text.includes('http://127.0.0.1:3999/'), text.includes('evil')]).toEqual([
        address,
        true,
        false,
      ]);
    }
  });
});

describe('asking for a new password', () => {
  const ask = (email: string, address = fresh(), collection = 'clients'): Promise<Reply> =>
    world.api('POST', `/api/${collection}/forgot-password`, { ...from(address), body: { email } });

  it.each(['clients', 'staff'])(
    'of %s says the same of a known and an unknown address, also when asked again at once',
    async (collection) => {
      const known = collection === 'clients' ? await world.client() : await world.staff('ops');
      const replies = [
        await ask(known.email, fresh(), collection),
        await ask(known.email, fresh(), collection),
        await ask('unknown@example.com', fresh(), collection),
      ];
      for (const { status, body } of replies) expect([status, body]).toEqual([200, { message: 'Success' }]);
      await world.work();
      expect(world.mailbox.to('unknown@example.com')).toEqual([]);
      expect(world.mailbox.to(known.email).length).toBeGreaterThan(0);
    },
  );

  it('answers for neither before a time that hides the difference', async () => {
    const known = await world.client();
    const [one, other] = [await time(() => ask(known.email)), await time(() => ask('nobody@example.com'))];
    // A timer may be a little early, and never tells of a busy machine.
    expect(Math.min(one, other)).toBeGreaterThan(390);
  });

  inSoak('takes as long for an unknown address as for a known one', async () => {
    const known = await world.client();
    const found = await ratio(
      7,
      () => ask(known.email),
      (n) => ask(`nobody-${n}@example.com`),
    );
    expect(found).toBeGreaterThan(0.9);
    expect(found).toBeLessThan(1.1);
  });

  it('is limited for one account, from one address and from many', async () => {
    const victim = await world.client();
    const address = fresh();
    expect(admitted(await repeat(6, () => ask(victim.email, address)))).toBe(5);
    await isLimited(await ask(victim.email, address));
    const other = await world.client();
    expect(admitted(await repeat(12, () => ask(other.email)))).toBe(10);
  });

  it('is limited for one address over many accounts', async () => {
    const address = fresh();
    expect(admitted(await repeat(31, (n) => ask(`somebody-${n}@example.com`, address)))).toBe(30);
  });

  it('is limited where the new one is chosen', async () => {
    const address = fresh();
    const choose = (n: number) =>
      world.api('POST', '/api/clients/reset-password', {
        ...from(address),
        body: { token: `guess-${n}`, password: 'A-new-password-1' },
      });
    expect(admitted(await repeat(32, choose))).toBe(30);
  });

  it('has no second door', async () => {
    const known = await world.client();
    expect(
      (
        await world.api('POST', '/api/clients/Forgot-Password', {
          ...from(fresh()),
          body: { email: known.email },
        })
      ).status,
    ).toBe(404);
  });
});

describe('a test of a mail template', () => {
  it('is limited by account, wherever it comes from', async () => {
    const editor = await world.staff('editor');
    const { defaultTemplate } = await import('../../src/emails/defaults');
    const body = { key: 'password-reset', ...defaultTemplate('password-reset') };
    const send = (): Promise<Reply> =>
      world.api('POST', '/api/emails/test-send', { as: editor, ...from(fresh()), body });
    expect(admitted(await repeat(21, send))).toBe(20);
    await isLimited(await send());
    const { totalDocs } = await world.payload.count({
      collection: 'messages',
      where: { toAddress: { equals: editor.email } },
      overrideAccess: true,
    });
    expect(totalDocs).toBe(20);
  });
});

describe('buying and booking', () => {
  it('are limited by account, wherever it comes from', async () => {
    const client: Person = await world.client();
    const buy = (n: number): Promise<Reply> =>
      world.api('POST', '/api/payments/create-payment-intent', {
        as: client,
        key: `buy-${n}`,
        ...from(fresh()),
        body: { packageId: '0'.repeat(24) },
      });
    expect(admitted(await repeat(21, buy))).toBe(20);
    await isLimited(await buy(99));
    const book = (n: number): Promise<Reply> =>
      world.api('POST', '/api/consultations/book', {
        as: client,
        key: `book-${n}`,
        ...from(fresh()),
        body: {
          consultantId: world.consultants.amelia,
          typeId: world.types.sixty,
          startsAt: weekday(7, '14:00'),
          mode: 'remote',
        },
      });
    expect(admitted(await repeat(31, book))).toBe(30);
    await isLimited(await book(99));
    const other = await world.client();
    expect(
      (
        await world.api('POST', '/api/payments/create-payment-intent', {
          as: other,
          key: 'buy',
          body: { packageId: '0'.repeat(24) },
        })
      ).status,
    ).not.toBe(429);
  });

  it('confirming an address is limited by address', async () => {
    const address = fresh();
    const statuses = await repeat(31, (n) =>
      world.api('POST', `/api/clients/verify/${String(n).padStart(40, '0')}`, from(address)),
    );
    expect(admitted(statuses)).toBe(30);
  });
});
