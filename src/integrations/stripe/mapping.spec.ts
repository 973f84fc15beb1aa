import type Stripe from 'stripe';
import { methodLabel, toIntentStatus, toProviderEvent, toProviderIntent } from './mapping';

const intent = (over: Record<string, unknown> = {}): Stripe.PaymentIntent =>
  ({
    id: 'pi_1',
    object: 'payment_intent',
    status: 'requires_payment_method',
    client_secret: 'pi_1_secret_x',
    amount: 450000,
    amount_received: 0,
    currency: 'usd',
    metadata: { paymentId: 'pay-1' },
    latest_charge: null,
    last_payment_error: null,
    ...over,
  }) as unknown as Stripe.PaymentIntent;

const card = (brand: string | null, last4: string | null) =>
  ({ type: 'card', card: { brand, last4 } }) as unknown as Stripe.Charge.PaymentMethodDetails;

describe('a payment intent in our words', () => {
  it.each([
    ['requires_payment_method', null, 'created'],
    ['requires_payment_method', { message: 'Declined.' }, 'failed'],
    ['requires_confirmation', null, 'created'],
    ['requires_action', null, 'requires_action'],
    ['requires_capture', null, 'processing'],
    ['processing', { message: 'An earlier attempt failed.' }, 'processing'],
    ['succeeded', null, 'succeeded'],
    ['canceled', null, 'cancelled'],
    ['a_status_of_the_future', null, 'created'],
  ])('%s with last error %j is %s', (status, last_payment_error, expected) => {
    expect(toIntentStatus(intent({ status, last_payment_error }))).toBe(expected);
  });

  it('names our payment, and none when the intent is not ours', () => {
    expect(toProviderIntent(intent()).paymentId).toBe('pay-1');
    expect(toProviderIntent(intent({ metadata: {} })).paymentId).toBeNull();
  });

  it('knows the charge from its id, and the means of payment only from the whole charge', () => {
    expect(toProviderIntent(intent({ latest_charge: 'ch_1' }))).toMatchObject({
      latestChargeId: 'ch_1',
      method: null,
    });
    const latest_charge = { id: 'ch_1', payment_method_details: card('visa', '4242') };
    expect(toProviderIntent(intent({ latest_charge }))).toMatchObject({
      latestChargeId: 'ch_1',
      method: 'Visa •••• 4242',
    });
  });

  it('says why the last attempt failed', () => {
    const failed = toProviderIntent(intent({ last_payment_error: { message: 'Your card was declined.' } }));
    expect(failed).toMatchObject({ status: 'failed', failureMessage: 'Your card was declined.' });
  });
});

describe('the label of a means of payment', () => {
  it.each([
    [card('amex', '0005'), 'American Express •••• 0005'],
    [card('a_new_brand', '1111'), 'A new brand •••• 1111'],
    [card('visa', null), 'Card'],
    [{ type: 'sepa_debit' } as Stripe.Charge.PaymentMethodDetails, 'Sepa debit'],
    [null, null],
  ])('%j reads %s', (details, label) => {
    expect(methodLabel(details)).toBe(label);
  });
});

describe('an event in our words', () => {
  const event = (object: Record<string, unknown>): Stripe.Event =>
    ({
      id: 'evt_1',
      type: 'any.thing',
      created: 1793620803,
      api_version: null,
      livemode: false,
      data: { object },
    }) as unknown as Stripe.Event;

  it.each([
    ['an intent', { id: 'pi_1', object: 'payment_intent' }, 'pi_1', 'pi_1'],
    ['a charge', { id: 'ch_1', object: 'charge', payment_intent: 'pi_1' }, 'ch_1', 'pi_1'],
    [
      'a refund with its intent whole',
      { id: 're_1', object: 'refund', payment_intent: { id: 'pi_1' } },
      're_1',
      'pi_1',
    ],
    ['a customer', { id: 'cus_1', object: 'customer' }, 'cus_1', null],
    ['something without an id', { object: 'balance' }, null, null],
  ])('about %s names the object and the intent', (_what, object, objectId, intentId) => {
    expect(toProviderEvent(event(object))).toMatchObject({ objectId, intentId });
  });

  it('keeps the whole event and its instant', () => {
    const source = event({ id: 'pi_1', object: 'payment_intent' });
    expect(toProviderEvent(source)).toMatchObject({
      payload: source,
      createdAt: new Date('2026-11-02T12:00:03Z'),
    });
  });
});
