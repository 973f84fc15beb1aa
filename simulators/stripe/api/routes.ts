import { type Handler } from './call';
import { completeChallenge } from './challenge';
import * as other from './others';
import * as intents from './paymentIntents';

interface Route {
  method: 'GET' | 'POST';
  path: string;
  handler: Handler;
  /** Whether a browser with a publishable key may call it. */
  browser?: boolean;
}

const ROUTES: Route[] = [
  { method: 'POST', path: '/v1/payment_intents', handler: intents.createIntent },
  { method: 'GET', path: '/v1/payment_intents', handler: intents.listIntents },
  { method: 'GET', path: '/v1/payment_intents/:id', handler: intents.getIntent, browser: true },
  { method: 'POST', path: '/v1/payment_intents/:id/confirm', handler: intents.confirmIntent, browser: true },
  { method: 'POST', path: '/v1/payment_intents/:id/cancel', handler: intents.cancelIntent },
  { method: 'POST', path: '/v1/customers', handler: other.createCustomer },
  { method: 'GET', path: '/v1/customers/:id', handler: other.getCustomer },
  { method: 'GET', path: '/v1/charges/:id', handler: other.getCharge },
  { method: 'POST', path: '/v1/refunds', handler: other.createRefund },
  { method: 'GET', path: '/v1/refunds', handler: other.listRefunds },
  { method: 'GET', path: '/v1/refunds/:id', handler: other.getRefund },
  { method: 'GET', path: '/v1/events', handler: other.listEvents },
  { method: 'GET', path: '/v1/events/:id', handler: other.getEvent },
  { method: 'GET', path: '/v1/balance', handler: other.getBalance },
  // Not part of Stripe's documented API: how the simulator's bank page reports.
  { method: 'POST', path: '/v1/3ds2/challenge_complete', handler: completeChallenge, browser: true },
];

export function findRoute(method: string, path: string): { route: Route; id: string } | null {
  for (const route of ROUTES) {
    const found = new RegExp(`^${route.path.replace(':id', '([^/]+)')}$`).exec(path);
    if (found && route.method === method) return { route, id: decodeURIComponent(found[1] ?? '') };
  }
  return null;
}
