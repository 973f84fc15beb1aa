import { ObjectId } from 'mongodb';

import { brokenInvariants, rowsOf } from '../support/invariants';
import {
  atTime,
  balanceOf,
  buy,
  type CheckoutBody,
  intentOf,
  newKey,
  on,
  outcomeOf,
  pay,
  startCheckout,
} from '../support/steps';
import { type Person, type Reply, startWorld, type World } from '../support/world';

let world: World;
beforeAll(async () => {
  world = await startWorld('buying');
  await atTime(on(0, '09:00'));
});
afterAll(() => world.close());

const paymentRow = async (id: string) =>
  (await rowsOf(world, 'payments', { _id: new ObjectId(id) }))[0] ?? {};
const eventsOf = async (checkout: CheckoutBody) =>
  rowsOf(world, 'inbox-events', { 'payload.data.object.id': intentOf(checkout) });
const grantsOf = async ({ paymentId }: CheckoutBody) =>
  rowsOf(world, 'credit-grants', { payment: new ObjectId(paymentId) });
const setPackage = async (slug: string, change: Record<string, unknown>): Promise<unknown> =>
  world.payload.update({
    collection: 'packages',
    id: world.packages[slug] ?? '',
    data: change,
    overrideAccess: true,
  });

describe('becoming a client', () => {
  const email = 'nadia@example.com';
  const registration = {
    email,
    password: 'Serenity-new-1',
    firstName: 'Nadia',
    lastName: 'Okafor',
    timezone: 'Africa/Lagos',
  };
  const signIn = (): Promise<Reply<{ token: string; user: Person['user'] }>> =>
    world.api('POST', '/api/clients/login', { body: { email, password: registration.password } });

  it('takes a registration, a link from the mail, and gives one trial credit', async () => {
    const registered = await world.api('POST', '/api/clients/register', { body: registration });
    expect([registered.status, registered.body]).toEqual([201, { status: 'check-your-mail' }]);
    await world.work();
    const [mail] = world.mailbox.to(email);
    const token = /\/verify\/([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? '';
    expect((await signIn()).status).toBe(403);

    expect((await world.api('POST', `/api/clients/verify/${token}`)).status).toBe(200);
    const { body } = await signIn();
    const client: Person = { id: String(body.user.id), email, token: body.token, user: body.user };
    expect(await balanceOf(world, client)).toMatchObject({
      available: 1,
      lots: [{ source: 'trial', packageName: 'Free trial', total: 1 }],
    });
    await world.work();
    expect(world.mailbox.to(email).map(({ subject }) => subject)).toHaveLength(2);

    // The link works once, and the trial is for ever.
    expect(outcomeOf(await world.api('POST', `/api/clients/verify/${token}`))).toBe('404 NOT_FOUND');
    expect(
      await rowsOf(world, 'credit-grants', { client: new ObjectId(client.id), source: 'trial' }),
    ).toHaveLength(1);
  });

  it('answers a known address alike, and makes no second account', async () => {
    const again = await world.api('POST', '/api/clients/register', {
      body: { ...registration, password: 'Another-one-22' },
    });
    expect([again.status, again.body]).toEqual([201, { status: 'check-your-mail' }]);
    expect(await rowsOf(world, 'clients', { email })).toHaveLength(1);
    expect((await signIn()).status).toBe(200);
  });

  it('refuses an unknown link, and what is no link at all', async () => {
    for (const token of ['x', 'a'.repeat(43), 'a'.repeat(500)]) {
      expect(outcomeOf(await world.api('POST', `/api/clients/verify/${token}`))).toBe('404 NOT_FOUND');
    }
  });
});

describe('starting a payment', () => {
  let client: Person;
  beforeAll(async () => {
    client = await world.client();
  });

  it('goes on after an error Stripe keeps under its key; of two intents both are told the one on record', async () => {
    const buyer = await world.client();
    const { setStripeProvider, stripeProvider } = await import('../../src/integrations/stripe/provider');
    const { DomainError } = await import('../../src/platform/errors');
    const real = stripeProvider();
    const kept = new Map<string, Error>();
    let isIll = true;
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    let holds = false;
    setStripeProvider({
      ...real,
      async createIntent(input) {
        if (isIll) kept.set(input.idempotencyKey, new DomainError('PROVIDER_UNAVAILABLE'));
        const answered = kept.get(input.idempotencyKey);
        if (answered) throw answered;
        const isSlow = holds;
        holds = false;
        const intent = await real.createIntent(input);
        if (isSlow) await held;
        return intent;
      },
    });
    try {
      expect(outcomeOf(await startCheckout(world, buyer))).toBe('503 PROVIDER_UNAVAILABLE');
      isIll = false;
      expect(outcomeOf(await startCheckout(world, buyer))).toBe('503 PROVIDER_UNAVAILABLE');
      await atTime(on(0, '09:11'));
      holds = true;
      const slow = startCheckout(world, buyer);
      while (holds) await new Promise((resolve) => setImmediate(resolve));
      await atTime(on(0, '09:22'));
      const quick = await startCheckout(world, buyer);
      release();
      const first = await slow;
      expect([first.status, quick.status, first.body.clientSecret]).toEqual([
        201,
        201,
        quick.body.clientSecret,
      ]);
      expect(await rowsOf(world, 'payments', { client: new ObjectId(buyer.id) })).toMatchObject([
        { intentId: intentOf(quick.body), status: 'created' },
      ]);
    } finally {
      setStripeProvider(real);
      await atTime(on(0, '09:00'));
    }
  });

  it('answers what is to be paid, and writes down every term as sold', async () => {
    const { status, body } = await startCheckout(world, client, 'annual-partnership');
    expect([status, body]).toMatchObject([
      201,
      { amount: 4_500_000, currency: 'usd', creditsIncluded: 52, publishableKey: 'pk_test_simulated' },
    ]);
    await setPackage('annual-partnership', { price: 5_000_000, credits: 50 });
    expect(await paymentRow(body.paymentId)).toMatchObject({
      status: 'created',
      packageName: 'Annual Partnership',
      credits: 52,
      amount: 4_500_000,
      feeRate: 1500,
      fee: 675_000,
      validityDays: 365,
      intentId: intentOf(body),
    });
    await setPackage('annual-partnership', { price: 4_500_000, credits: 52 });
  });

  it('repeats the first answer to the same key, and refuses another body under it', async () => {
    const key = newKey();
    const first = await startCheckout(world, client, 'discovery-assessment', key);
    const again = await startCheckout(world, client, 'discovery-assessment', key);
    expect(again.body).toEqual(first.body);
    expect([first.headers.get('idempotent-replay'), again.headers.get('idempotent-replay')]).toEqual([
      null,
      'true',
    ]);
    expect(outcomeOf(await startCheckout(world, client, 'strategic-planning', key))).toBe(
      '409 IDEMPOTENCY_CONFLICT',
    );
    expect(
      await rowsOf(world, 'payments', { client: new ObjectId(client.id), packageName: 'Strategic Planning' }),
    ).toEqual([]);
  });

  it('lets two clients use the same key', async () => {
    const key = newKey();
    const [mine, theirs] = [
      await startCheckout(world, client, 'strategic-planning', key),
      await startCheckout(world, await world.client(), 'strategic-planning', key),
    ];
    expect(theirs.status).toBe(201);
    expect(theirs.body.paymentId).not.toBe(mine.body.paymentId);
  });

  it('needs a key of 1 to 255 characters', async () => {
    const body = { packageId: world.packages['discovery-assessment'] };
    for (const key of [undefined, 'k'.repeat(256)]) {
      expect(
        outcomeOf(await world.api('POST', '/api/payments/create-payment-intent', { as: client, body, key })),
      ).toBe('400 IDEMPOTENCY_KEY_REQUIRED');
    }
  });

  it('opens the same payment in a second tab', async () => {
    const buyer = await world.client();
    const [first, second] = [await startCheckout(world, buyer), await startCheckout(world, buyer)];
    expect(second.body).toEqual(first.body);
    expect(await rowsOf(world, 'payments', { client: new ObjectId(buyer.id) })).toHaveLength(1);
  });

  it('starts anew when the price has changed meanwhile', async () => {
    const buyer = await world.client();
    const first = await startCheckout(world, buyer, 'quarterly-advisory');
    await setPackage('quarterly-advisory', { price: 900_000 });
    const second = await startCheckout(world, buyer, 'quarterly-advisory');
    await setPackage('quarterly-advisory', { price: 890_000 });
    expect(second.body.paymentId).not.toBe(first.body.paymentId);
    expect(second.body.amount).toBe(900_000);
  });

  it('refuses a package that is not on offer or not there', async () => {
    await setPackage('strategic-planning', { onOffer: false });
    expect(outcomeOf(await startCheckout(world, client, 'strategic-planning'))).toBe(
      '409 PACKAGE_NOT_ON_OFFER',
    );
    await setPackage('strategic-planning', { onOffer: true });
    const unknown = { as: client, key: newKey(), body: { packageId: 'f'.repeat(24) } };
    expect(outcomeOf(await world.api('POST', '/api/payments/create-payment-intent', unknown))).toBe(
      '409 PACKAGE_NOT_ON_OFFER',
    );
  });

  it.each([
    ['nothing', {}],
    ['no id', { packageId: 'discovery' }],
    ['an operator', { packageId: { $gt: '' } }],
    ["a price of the caller's own", { packageId: 'f'.repeat(24), amount: 1 }],
    ['no JSON', '{"packageId":'],
  ])('refuses %s', async (_what, body) => {
    expect(
      outcomeOf(
        await world.api('POST', '/api/payments/create-payment-intent', { as: client, key: newKey(), body }),
      ),
    ).toBe('422 VALIDATION');
  });

  it('is for clients who are signed in and have confirmed their address', async () => {
    const body = { packageId: world.packages['discovery-assessment'] };
    const call = (as?: Person) =>
      world.api('POST', '/api/payments/create-payment-intent', { as, key: newKey(), body });
    expect(outcomeOf(await call())).toBe('401 UNAUTHENTICATED');
    expect(outcomeOf(await call(await world.staff('ops')))).toBe('403 FORBIDDEN');
    const unverified = await world.client({ verified: false });
    const { recordPayment } = await import('../../src/payments/startPayment');
    const user = unverified.user as Parameters<typeof recordPayment>[0]['user'];
    await expect(
      recordPayment({
        payload: world.payload,
        user,
        packageId: world.packages['discovery-assessment'] ?? '',
        keep: async () => undefined,
      }),
    ).rejects.toMatchObject({ code: 'EMAIL_NOT_VERIFIED' });
    expect(await rowsOf(world, 'payments', { client: new ObjectId(unverified.id) })).toEqual([]);
  });

  it('is told as unavailable when Stripe does not answer, and the same key goes on with the same payment', async () => {
    const buyer = await world.client();
    const key = newKey();
    await world.control('stripe', '/_sim/faults', {
      match: 'POST /v1/payment_intents',
      status: 500,
      times: 3,
    });
    const failed = await startCheckout(world, buyer, 'discovery-assessment', key);
    expect(outcomeOf(failed)).toBe('503 PROVIDER_UNAVAILABLE');
    const went = await startCheckout(world, buyer, 'discovery-assessment', key);
    expect(went.status).toBe(201);
    expect(await rowsOf(world, 'payments', { client: new ObjectId(buyer.id) })).toHaveLength(1);
  });
});

describe('a payment that arrives', () => {
  it('is first stored, and does nothing until the worker applies it', async () => {
    const client = await world.client();
    const checkout = await buy(world, client);
    await world.stripe.idle();
    const events = await eventsOf(checkout);
    expect(events.map(({ type, state }) => [type, state])).toContainEqual([
      'payment_intent.succeeded',
      'received',
    ]);
    expect(await paymentRow(checkout.paymentId)).toMatchObject({ status: 'created' });
    expect(await balanceOf(world, client)).toMatchObject({ available: 0 });
  });

  it('becomes paid, fee, lot, ledger entry, invoice and mail in one step', async () => {
    const client = await world.client();
    const checkout = await buy(world, client);
    await world.work();
    const payment = await paymentRow(checkout.paymentId);
    expect(payment).toMatchObject({
      status: 'succeeded',
      fee: 67_500,
      method: 'Visa •••• 4242',
      paidAt: new Date(on(0, '09:00')),
    });
    expect(payment.invoiceNumber).toMatch(/^IS-2031-\d{6}$/);
    const [grant, ...others] = await grantsOf(checkout);
    expect(others).toEqual([]);
    expect(grant).toMatchObject({
      _id: payment.grant,
      credits: 4,
      source: 'purchase',
      amount: 450_000,
      key: `grant:${checkout.paymentId}`,
      expiresAt: new Date(on(180, '09:00')),
    });
    const entries = await rowsOf(world, 'transactions', { client: new ObjectId(client.id) });
    expect(entries).toMatchObject([
      {
        kind: 'grant',
        from: 'issued',
        to: 'available',
        quantity: 4,
        balanceAfter: 4,
        payment: payment._id,
        cause: `payment:${checkout.paymentId}`,
      },
    ]);
    expect(entries[0]?.actor).toMatch(/^stripe:evt_/);
    expect(entries[0]?.correlationId).toEqual(expect.any(String));
    expect(await balanceOf(world, client)).toMatchObject({ available: 4 });
    expect(
      (await eventsOf(checkout)).every(({ state }) => ['processed', 'ignored'].includes(String(state))),
    ).toBe(true);
  });

  it('is confirmed by one mail with the invoice, which the client can also fetch, and nobody else', async () => {
    const client = await world.client();
    const { paymentId } = await buy(world, client);
    await world.work();
    const mails = world.mailbox.to(client.email);
    expect(mails).toHaveLength(1);
    const { invoiceNumber } = await paymentRow(paymentId);
    const attached = mails[0]?.attachments.find(({ filename }) => filename === `${invoiceNumber}.pdf`);
    expect(
      Buffer.from(attached?.content as ArrayBuffer)
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    expect(mails[0]?.text).toContain('$4,500.00');
    const invoice = (as: Person) =>
      world.api<string>('GET', `/api/payments/${paymentId}/invoice.pdf`, { as });
    const own = await invoice(client);
    expect([own.status, own.headers.get('content-type'), own.body.slice(0, 5)]).toEqual([
      200,
      'application/pdf',
      '%PDF-',
    ]);
    expect(outcomeOf(await invoice(await world.client()))).toBe('404 NOT_FOUND');
    expect(outcomeOf(await invoice(await world.staff('ops')))).toBe('403 FORBIDDEN');
    expect((await invoice(await world.staff('finance'))).status).toBe(200);
  });

  it('shows in the history of the client', async () => {
    const client = await world.client();
    const { paymentId } = await buy(world, client);
    await world.work();
    const history = await world.api<{ docs: unknown[]; totalDocs: number }>('GET', '/api/payments/history', {
      as: client,
    });
    expect(history.body).toMatchObject({
      totalDocs: 1,
      page: 1,
      totalPages: 1,
      docs: [
        {
          id: paymentId,
          packageName: 'Discovery & Assessment',
          amount: 450_000,
          currency: 'usd',
          credits: 4,
          status: 'succeeded',
          refundedAmount: 0,
          invoiceUrl: `/api/payments/${paymentId}/invoice.pdf`,
        },
      ],
    });
  });
});

describe('a payment that does not go through at once', () => {
  it('after a declined card takes another one, and is the same payment', async () => {
    const client = await world.client();
    const { body } = await startCheckout(world, client);
    await pay(world, body, '4000000000000002');
    await world.work();
    expect(await paymentRow(body.paymentId)).toMatchObject({
      status: 'failed',
      failureMessage: 'Your card was declined.',
    });
    expect(await balanceOf(world, client)).toMatchObject({ available: 0 });
    expect((await startCheckout(world, client)).body.paymentId).toBe(body.paymentId);
    await pay(world, body);
    await world.work();
    expect(await paymentRow(body.paymentId)).toMatchObject({ status: 'succeeded', failureMessage: null });
    expect(await grantsOf(body)).toHaveLength(1);
  });

  it("waits for the bank's question, and grants when it is answered", async () => {
    const client = await world.client();
    const { body } = await startCheckout(world, client);
    await pay(world, body, '4000002500003155');
    await world.work();
    expect(await paymentRow(body.paymentId)).toMatchObject({ status: 'requires_action' });
    expect(await balanceOf(world, client)).toMatchObject({ available: 0 });
    await pay(world, body, '4000002500003155', { authenticate: 'succeed' });
    await world.work();
    expect(await paymentRow(body.paymentId)).toMatchObject({ status: 'succeeded' });
    expect(await balanceOf(world, client)).toMatchObject({ available: 4 });
  });

  it('ends visibly failed, with no credits, when the amount is not the one that was sold', async () => {
    const client = await world.client();
    const { body } = await startCheckout(world, client);
    const { nativeCollection } = await import('../../src/platform/store');
    await nativeCollection(world.payload, 'payments').updateOne(
      { _id: new ObjectId(body.paymentId) },
      { $set: { amount: 449_999 } },
    );
    await pay(world, body);
    await world.work();
    const failed = (await eventsOf(body)).filter(({ state }) => state === 'failed');
    expect(failed.length).toBeGreaterThan(0);
    expect(failed[0]?.error).toContain('No credits were granted');
    expect(await paymentRow(body.paymentId)).toMatchObject({ status: 'created' });
    expect([await grantsOf(body), (await balanceOf(world, client)).available]).toEqual([[], 0]);
  });
});

describe('invoice numbers', () => {
  const numbers = async (): Promise<string[]> =>
    (await rowsOf(world, 'payments', { status: 'succeeded' }))
      .map(({ invoiceNumber }) => String(invoiceNumber))
      .sort();

  it('have no gap and no double, also when several workers apply payments at once', async () => {
    const clients = await world.crowd(8);
    await Promise.all(clients.map((client) => buy(world, client)));
    await world.stripe.idle();
    const { processInbox } = await import('../../src/jobs/queues');
    await Promise.all([1, 2, 3, 4].map(() => processInbox(world.payload)));
    await world.work();
    const given = await numbers();
    expect(given.length).toBeGreaterThanOrEqual(8);
    expect(given).toEqual(given.map((_, index) => `IS-2031-${String(index + 1).padStart(6, '0')}`));
    for (const client of clients) expect((await balanceOf(world, client)).available).toBe(4);
  });

  it('begin again with the year', async () => {
    await atTime('2032-01-01T00:00:00.000Z');
    const { paymentId } = await buy(world, await world.client());
    await world.work();
    expect(await paymentRow(paymentId)).toMatchObject({ invoiceNumber: 'IS-2032-000001' });
    await atTime(on(0, '09:00'));
  });
});

describe('after all of this', () => {
  it('wallets, ledger, grants and bookings agree', async () => {
    expect(await brokenInvariants(world)).toEqual([]);
  });
});
