import { type Call } from './api/call';
import { testCard } from './api/cardInput';
import { ApiError, invalid } from './errors';
import { type Faults } from './faults';
import { attempt, authenticate, settle } from './payments';
import { closeDispute, failRefund, openDispute } from './reversals';
import { type Sim } from './sim';
import { type Charge, type Dispute, type PaymentIntent, type Refund } from './types';
import { type AttemptResult, type Webhooks } from './webhooks';

export interface Control {
  sim: Sim;
  faults: Faults;
  webhooks: Webhooks;
}

type Body = Record<string, unknown>;
type Action = (control: Control, body: Body, id: string) => unknown;

const intentOf = ({ sim }: Control, id: string) => sim.store.get<PaymentIntent>('payment_intent', id);

/** Pays as a browser would; a refusal is an ordinary answer here. */
const pay: Action = (control, body, id) => {
  const intent = intentOf(control, id);
  try {
    attempt(control.sim, intent, testCard(String(body.card ?? '4242424242424242')));
    const answer = body.authenticate;
    if (intent.status === 'requires_action' && (answer === 'succeed' || answer === 'fail')) {
      authenticate(control.sim, intent, answer);
    }
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 402) throw error;
  }
  return intent;
};

const settleIntent: Action = (control, { outcome }, id) => {
  const intent = intentOf(control, id);
  settle(control.sim, intent, outcome === 'succeed' || outcome === 'fail' ? outcome : undefined);
  return intent;
};

const dispute: Action = (control, { reason }, id) => {
  const { latest_charge: chargeId } = intentOf(control, id);
  return openDispute(
    control.sim,
    control.sim.store.get<Charge>('charge', chargeId ?? ''),
    String(reason ?? 'fraudulent'),
  );
};

const close: Action = ({ sim }, { status }, id) => {
  if (status !== 'won' && status !== 'lost') throw invalid('status must be won or lost', { param: 'status' });
  return closeDispute(sim, sim.store.get<Dispute>('dispute', id), status);
};

const refundFails: Action = ({ sim }, _body, id) => failRefund(sim, sim.store.get<Refund>('refund', id));

/** Sends one event again, `times` at once. With `delayMs` it answers first and sends later. */
const deliver: Action = async ({ sim, webhooks }, { eventId, times = 1, delayMs = 0 }) => {
  const event = sim.store.data.events.find(({ id }) => id === eventId);
  if (!event)
    throw new ApiError(404, {
      type: 'invalid_request_error',
      message: `No such event: '${String(eventId)}'`,
    });
  const send = (): Promise<AttemptResult[]> =>
    Promise.all(Array.from({ length: Number(times) }, () => webhooks.deliverNow(event)));
  if (!delayMs) return { results: await send() };
  setTimeout(() => void send(), Number(delayMs)).unref();
  return { scheduled: true };
};

const setWebhooks: Action = ({ sim, webhooks }, { enabled, copies, delayMs, url }) => {
  const settings = sim.store.data.webhooks;
  if (typeof enabled === 'boolean') settings.enabled = enabled;
  if (typeof copies === 'number') settings.copies = copies;
  if (typeof delayMs === 'number') settings.delayMs = delayMs;
  if (typeof url === 'string') webhooks.settings.url = url;
  return { ...settings, url: webhooks.settings.url };
};

const addFault: Action = ({ faults }, body) => {
  if (typeof body.match !== 'string') throw invalid('match is missing', { param: 'match' });
  const { match, status, timeout, afterEffect, delayMs, times } = body as unknown as Parameters<
    Faults['add']
  >[0];
  const effect = { status, timeout, afterEffect, delayMs, times };
  faults.add({
    match,
    ...Object.fromEntries(Object.entries(effect).filter(([, value]) => value !== undefined)),
  });
  return { faults: faults.list() };
};

const state: Action = ({ sim, faults, webhooks }) => {
  const { events, deliveries, webhooks: settings, settlements } = sim.store.data;
  const all = (kind: string) => sim.store.all(kind);
  return {
    payment_intents: all('payment_intent'),
    charges: all('charge'),
    refunds: all('refund'),
    disputes: all('dispute'),
    customers: all('customer'),
    events: [...events].reverse(),
    deliveries,
    processing: Object.keys(settlements),
    webhooks: { ...settings, url: webhooks.settings.url },
    faults: faults.list(),
  };
};

const reset: Action = ({ sim, faults, webhooks }) => {
  webhooks.forget();
  faults.clear();
  sim.store.reset();
  return { reset: true };
};

const ACTIONS: Record<string, Action> = {
  'POST /_sim/payment_intents/:id/pay': pay,
  'POST /_sim/payment_intents/:id/settle': settleIntent,
  'POST /_sim/payment_intents/:id/dispute': dispute,
  'POST /_sim/disputes/:id/close': close,
  'POST /_sim/refunds/:id/fail': refundFails,
  'POST /_sim/deliver': deliver,
  'POST /_sim/webhooks': setWebhooks,
  'POST /_sim/faults': addFault,
  'GET /_sim/state': state,
  'POST /_sim/reset': reset,
};

/** Runs one control call. @throws ApiError when there is no such call or object. */
export async function runControl(
  control: Control,
  method: string,
  path: string,
  body: Call['params'],
): Promise<unknown> {
  const id = /^\/_sim\/\w+\/([^/]+)\/\w+$/.exec(path)?.[1] ?? '';
  const action = ACTIONS[`${method} ${id ? path.replace(id, ':id') : path}`];
  if (!action)
    throw new ApiError(404, {
      type: 'invalid_request_error',
      message: `No such control call: ${method} ${path}`,
    });
  const answer = await action(control, body, id);
  control.sim.store.save();
  return answer;
}
