import { createHmac } from 'node:crypto';
import { createStripeProvider } from '@/integrations/stripe/client';

const SECRET = 'whsec_test';
const provider = createStripeProvider({
  secretKey: 'sk_test_x',
  webhookSecret: SECRET,
  apiBase: 'http://127.0.0.1:1',
});
const now = (): number => Math.floor(Date.now() / 1000);
const BODY = JSON.stringify(
  {
    id: 'evt_1',
    object: 'event',
    type: 'payment_intent.succeeded',
    created: 1793620803,
    api_version: '2026-10-28.endive',
    livemode: false,
    data: { object: { id: 'pi_1', object: 'payment_intent' } },
  },
  null,
  2,
);

const digest = (body: string, secret: string, t: number) =>
  createHmac('sha256', secret).update(`${t}.${body}`).digest('hex');
const header = (body = BODY, secret = SECRET, t = now()) => `t=${t},v1=${digest(body, secret, t)}`;
const NOT_AN_EVENT = 'not an event';

describe('a signed event', () => {
  it('is accepted', () => {
    expect(provider.verifyEvent(BODY, header())).toMatchObject({
      id: 'evt_1',
      intentId: 'pi_1',
      createdAt: new Date(1793620803000),
    });
  });

  it('is accepted when one of several signatures is ours, as while a secret is being changed', () => {
    const t = now();
    expect(
      provider.verifyEvent(BODY, `t=${t},v1=${digest(BODY, 'whsec_old', t)},v1=${digest(BODY, SECRET, t)}`)
        .id,
    ).toBe('evt_1');
  });

  it('is accepted up to 300 seconds after it was signed', () => {
    expect(provider.verifyEvent(BODY, header(BODY, SECRET, now() - 290)).id).toBe('evt_1');
  });
});

describe('a forged event is refused', () => {
  it.each<[string, string, string | null, string]>([
    ['without a signature', BODY, null, 'no signature'],
    ['with an empty signature', BODY, '', 'no signature'],
    ['with a signature of nonsense', BODY, 'v1=;t', 'no signature'],
    ['signed with another secret', BODY, header(BODY, 'whsec_other'), 'no match'],
    ['signed too long ago', BODY, header(BODY, SECRET, now() - 301), 'stale'],
    ['with its body written anew', JSON.stringify(JSON.parse(BODY)), header(), 'no match'],
    ['with a changed amount', BODY.replace('pi_1', 'pi_2'), header(), 'no match'],
    ['signed only with the old scheme', BODY, header().replace('v1=', 'v0='), 'no signature'],
    ['whose time was moved', BODY, header().replace(/t=\d+/, `t=${now() - 1}`), 'no match'],
    ['that is empty', '', header(''), 'no signature'],
    ['that is signed but no JSON', NOT_AN_EVENT, header(NOT_AN_EVENT), 'not an event'],
  ])('%s', (_what, body, signature, reason) => {
    expect(() => provider.verifyEvent(body, signature)).toThrow(
      expect.objectContaining({
        code: 'SIGNATURE_INVALID',
        facts: { detail: { provider: 'stripe', reason } },
      }),
    );
  });
});
