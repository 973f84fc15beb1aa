import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { build } from 'esbuild';
import { type Browser, chromium, type FrameLocator, type Page } from 'playwright-core';
import { findChromium, NO_CHROMIUM } from '../../scripts/lib/chromium.mjs';
import { startHarness, type StripeHarness } from '../../simulators/stripe/harness';
import { type PaymentIntent } from '../../simulators/stripe/types';

const program = await findChromium({ log: console.log });
if (!program && process.env.CI) throw new Error(NO_CHROMIUM);
if (!program) console.log(`Browser contract skipped. ${NO_CHROMIUM}`);

/** A page whose policy allows the payment provider and nothing else foreign, as the product's does. */
async function startPage(stripeUrl: string): Promise<Server> {
  const bundle = await build({
    entryPoints: ['tests/support/stripePage.tsx'],
    bundle: true,
    write: false,
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"development"' },
  });
  const script = bundle.outputFiles[0]?.text ?? '';
  const policy = `default-src 'none'; script-src 'self' ${stripeUrl}; frame-src ${stripeUrl}; connect-src ${stripeUrl}`;
  const page =
    `<!doctype html><html lang="en"><body><script src="${stripeUrl}/stripe.js"></script>` +
    '<script src="/page.js"></script>';
  const server = createServer(({ url }, response) => {
    if (url === '/page.js') return response.setHeader('content-type', 'text/javascript').end(script);
    return response
      .writeHead(200, { 'content-type': 'text/html', 'content-security-policy': policy })
      .end(page);
  });
  return new Promise((listening) => server.listen(0, '127.0.0.1', () => listening(server)));
}

(program ? describe : describe.skip)(
  'React Stripe elements, unmodified, with the simulator’s Stripe.js',
  () => {
    let stripe: StripeHarness;
    let server: Server;
    let browser: Browser;
    let page: Page;
    let intent: PaymentIntent;
    let card: FrameLocator;
    const complaints: string[] = [];

    beforeAll(async () => {
      stripe = await startHarness();
      server = await startPage(stripe.simulator.url);
      browser = await chromium.launch({
        executablePath: program,
        args: ['--no-sandbox', '--disable-background-networking'],
      });
    });
    afterAll(async () => {
      await browser?.close();
      server?.close();
      await stripe?.close();
    });

    beforeEach(async () => {
      ({ body: intent } = await stripe.api<PaymentIntent>('POST', '/v1/payment_intents', {
        amount: 450000,
        currency: 'usd',
      }));
      page = await browser.newPage({ viewport: { width: 390, height: 760 } });
      complaints.length = 0;
      page.on('console', (line) => {
        if (['warning', 'error'].includes(line.type()) && !line.text().includes('402'))
          complaints.push(line.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      await open(intent.client_secret);
      card = page.frameLocator('iframe[title="Secure payment input frame"]');
    });
    afterEach(async () => {
      await page.close();
      expect(complaints).toEqual([]);
    });

    const open = (secret: string) =>
      page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/?secret=${secret}`);
    const says = (text: string) => page.getByRole('status').filter({ hasText: text }).waitFor();
    const status = async () =>
      (await stripe.api<PaymentIntent>('GET', `/v1/payment_intents/${intent.id}`)).body.status;

    async function pay(number: string): Promise<void> {
      await says('ready');
      await card.getByLabel('Card number').pressSequentially(number);
      await card.getByLabel('Expiration date').pressSequentially('1234');
      await card.getByLabel('Security code').pressSequentially('123');
      await page.getByRole('button', { name: 'Pay now' }).click();
    }

    it('a good card pays', async () => {
      await pay('4242424242424242');
      await says('answered: succeeded');
      expect(await status()).toBe('succeeded');
      expect(await card.locator('[name=number]').inputValue()).toBe('4242 4242 4242 4242');
    });

    it('a refused card says why, and another pays', async () => {
      await pay('4000000000009995');
      await says('refused: insufficient_funds');
      await card.getByLabel('Card number').fill('4242424242424242');
      await page.getByRole('button', { name: 'Pay' }).click();
      await says('answered: succeeded');
    });

    it('a card that needs authentication asks the payer, who may fail and try again', async () => {
      const bank = page.frameLocator('iframe[title="Authentication of your payment"]');
      await pay('4000002500003155');
      await bank.getByTestId('authenticate-fail').click();
      await says('refused: payment_intent_authentication_failure');
      expect(await status()).toBe('requires_payment_method');
      await page.getByRole('button', { name: 'Pay' }).click();
      await bank.getByTestId('authenticate-complete').click();
      await says('answered: succeeded');
    });

    it('a delayed card is answered as processing', async () => {
      await pay('4000007770000005');
      await says('answered: processing');
    });

    it('an unfinished form is not sent', async () => {
      await says('ready');
      await page.getByRole('button', { name: 'Pay' }).click();
      await says('invalid: Your card number is incomplete.');
      expect(await status()).toBe('requires_payment_method');
    });

    it('an unknown intent is reported as a failure to load', async () => {
      await open('pi_unknown_secret_x');
      await says('not loaded: No such payment_intent');
      complaints.splice(0, complaints.length, ...complaints.filter((line) => !line.includes('404')));
    });
  },
);
