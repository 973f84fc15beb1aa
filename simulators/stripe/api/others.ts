import { invalid } from '../errors';
import { page, PAGING } from '../lists';
import { newCustomer } from '../objects/customer';
import { Reader } from '../params';
import { refund } from '../reversals';
import { emit } from '../sim';
import { type Charge, type PaymentIntent, type Refund, type Resource, type StripeEvent } from '../types';
import { missing } from '../errors';
import { type Call, type Handler } from './call';

export const createCustomer: Handler = ({ sim, params }) => {
  const reader = new Reader(params, {
    email: 'text',
    name: 'text',
    phone: 'text',
    description: 'text',
    metadata: 'hash',
    expand: 'list',
  });
  const [email, name, phone, description] = ['email', 'name', 'phone', 'description'].map((field) =>
    reader.text(field),
  );
  const customer = newCustomer({
    email: email ?? null,
    name: name ?? null,
    phone: phone ?? null,
    description: description ?? null,
    metadata: reader.metadata(),
  });
  sim.store.add(customer);
  emit(sim, 'customer.created', customer);
  return customer;
};

const getter =
  (kind: string, param: string): Handler =>
  ({ sim, params, id }) => {
    void new Reader(params, { expand: 'list' });
    return sim.store.get<Resource>(kind, id, param);
  };

export const getCustomer = getter('customer', 'customer');
export const getCharge = getter('charge', 'charge');
export const getRefund = getter('refund', 'refund');

export const createRefund: Handler = (call) => {
  const reader = new Reader(call.params, {
    amount: 'integer',
    charge: 'text',
    payment_intent: 'text',
    reason: 'text',
    metadata: 'hash',
    expand: 'list',
  });
  const amount = reader.integer('amount');
  if (amount !== undefined && amount < 1) {
    throw invalid('This value must be greater than or equal to 1.', {
      param: 'amount',
      code: 'parameter_invalid_integer',
    });
  }
  return refund(call.sim, {
    charge: chargeToRefund(call, reader),
    ...(amount === undefined ? {} : { amount }),
    reason: reader.text('reason'),
    metadata: reader.metadata(),
  });
};

function chargeToRefund({ sim }: Call, reader: Reader): Charge {
  const chargeId = reader.text('charge');
  if (chargeId) return sim.store.get<Charge>('charge', chargeId, 'charge');
  const intentId = reader.text('payment_intent');
  if (!intentId)
    throw invalid(
      'One of the following params should be provided for this request: payment_intent or charge.',
    );
  const intent = sim.store.get<PaymentIntent>('payment_intent', intentId, 'payment_intent');
  if (intent.status === 'succeeded' && intent.latest_charge)
    return sim.store.get<Charge>('charge', intent.latest_charge);
  throw invalid('This PaymentIntent does not have a successful charge to refund.', {
    param: 'payment_intent',
  });
}

export const listRefunds: Handler = ({ sim, params }) => {
  const reader = new Reader(params, { ...PAGING, charge: 'text', payment_intent: 'text' });
  const wanted = (['charge', 'payment_intent'] as const).filter((field) => reader.text(field));
  const rows = sim.store
    .all<Refund>('refund')
    .filter((row) => wanted.every((field) => row[field] === reader.text(field)));
  return page(rows, reader, '/v1/refunds');
};

export const listEvents: Handler = ({ sim, params }) => {
  const reader = new Reader(params, { ...PAGING, type: 'text', types: 'list', delivery_success: 'boolean' });
  const types = [...reader.list('types'), reader.text('type')].filter(
    (type): type is string => type !== null,
  );
  if (types.length > 20) throw invalid('You may only specify up to 20 types.', { param: 'types' });
  const delivered = reader.text('delivery_success');
  const rows = sim.store.data.events.filter(
    (event) =>
      (!types.length || types.some((type) => typeMatches(type, event.type))) &&
      (delivered === null || (delivered === 'true') === (event.pending_webhooks === 0)),
  );
  return page(rows.reverse(), reader, '/v1/events');
};

const typeMatches = (wanted: string, type: string): boolean =>
  wanted.endsWith('*') ? type.startsWith(wanted.slice(0, -1)) : wanted === type;

export const getEvent: Handler = ({ sim, params, id }) => {
  void new Reader(params, { expand: 'list' });
  const event = sim.store.data.events.find((row: StripeEvent) => row.id === id);
  if (!event) throw missing('event', id);
  return event;
};

export const getBalance: Handler = ({ sim, params }) => {
  void new Reader(params, { expand: 'list' });
  const totals = new Map<string, number>();
  for (const movement of sim.store.all<Resource>('balance_transaction')) {
    const currency = String(movement.currency);
    totals.set(currency, (totals.get(currency) ?? 0) + Number(movement.net));
  }
  if (totals.size === 0) totals.set('usd', 0);
  const rows = (amount: (total: number) => number) =>
    [...totals].map(([currency, total]) => ({
      amount: amount(total),
      currency,
      source_types: { card: amount(total) },
    }));
  return { object: 'balance', available: rows(() => 0), livemode: false, pending: rows((total) => total) };
};
