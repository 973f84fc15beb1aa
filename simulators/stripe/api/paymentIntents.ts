import { ApiError, invalid } from '../errors';
import { newPaymentIntent } from '../objects/paymentIntent';
import { page, PAGING } from '../lists';
import { type Params, Reader } from '../params';
import { cancel, attempt } from '../payments';
import { emit, type Sim } from '../sim';
import { type PaymentIntent, type Resource } from '../types';
import { readCard } from './cardInput';
import { type Handler } from './call';

const SMALLEST = 50;
const LARGEST = 99_999_999;

export const createIntent: Handler = ({ sim, params }) => {
  const reader = new Reader(params, {
    amount: 'integer',
    currency: 'text',
    automatic_payment_methods: 'hash',
    confirm: 'boolean',
    customer: 'text',
    description: 'text',
    expand: 'list',
    metadata: 'hash',
    payment_method: 'text',
    receipt_email: 'text',
    return_url: 'text',
    use_stripe_sdk: 'boolean',
  });
  reader.required('amount');
  const currency = reader.required('currency').toLowerCase();
  if (!/^[a-z]{3}$/.test(currency)) throw invalid(`Invalid currency: ${currency}.`, { param: 'currency' });
  const customer = reader.text('customer');
  if (customer) sim.store.require('customer', customer, 'customer');
  const intent = newPaymentIntent({
    amount: chargeable(reader.integer('amount') ?? 0),
    currency,
    customer,
    description: reader.text('description'),
    metadata: reader.metadata(),
    receiptEmail: reader.text('receipt_email'),
    allowRedirects: reader.hash('automatic_payment_methods').allow_redirects === 'never' ? 'never' : 'always',
  });
  sim.store.add(intent);
  emit(sim, 'payment_intent.created', intent);
  if (params.confirm === 'true') attempt(sim, intent, readCard(sim, params));
  return intent;
};

function chargeable(amount: number): number {
  if (amount < SMALLEST) {
    throw invalid('Amount must be at least $0.50 usd', { code: 'amount_too_small', param: 'amount' });
  }
  if (amount > LARGEST) {
    throw invalid('Amount must be no more than $999,999.99', { code: 'amount_too_large', param: 'amount' });
  }
  return amount;
}

export const listIntents: Handler = ({ sim, params }) => {
  const reader = new Reader(params, { ...PAGING, customer: 'text' });
  const customer = reader.text('customer');
  const all = sim.store
    .all<PaymentIntent>('payment_intent')
    .filter((row) => !customer || row.customer === customer);
  return page(all, reader, '/v1/payment_intents');
};

export const getIntent: Handler = ({ sim, params, id, caller }) => {
  const { client_secret: secret, ...rest } = params;
  void new Reader(rest, { expand: 'list' });
  return intentFor(sim, id, caller, secret);
};

export const confirmIntent: Handler = ({ sim, params, id, caller }) => {
  const { client_secret: secret, ...rest } = params;
  const intent = intentFor(sim, id, caller, secret);
  void new Reader(rest, {
    expand: 'list',
    payment_method: 'text',
    payment_method_data: 'hash',
    receipt_email: 'text',
    return_url: 'text',
    use_stripe_sdk: 'boolean',
  });
  attempt(sim, intent, readCard(sim, rest));
  return intent;
};

export const cancelIntent: Handler = ({ sim, params, id }) => {
  const reader = new Reader(params, { cancellation_reason: 'text', expand: 'list' });
  const intent = sim.store.get<PaymentIntent>('payment_intent', id, 'intent');
  cancel(sim, intent, reader.text('cancellation_reason'));
  return intent;
};

/** A browser must show the intent's own client secret. */
export function intentFor(
  sim: Sim,
  id: string,
  caller: 'server' | 'browser',
  secret: Params[string],
): PaymentIntent {
  const intent = sim.store.get<PaymentIntent & Resource>('payment_intent', id, 'intent');
  const given = secret === undefined ? null : String(secret);
  if (given === intent.client_secret || (caller === 'server' && given === null)) return intent;
  throw new ApiError(400, {
    type: 'invalid_request_error',
    message: 'The client_secret provided does not match the client_secret associated with the PaymentIntent.',
    code: 'payment_intent_invalid_parameter',
    param: 'client_secret',
  });
}
