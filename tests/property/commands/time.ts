import fc from 'fast-check';

import { expireCredits } from '../../../src/credits/expireCredits';
import { reconcile } from '../../../src/payments/reconcile';
import { type World } from '../../support/world';
import { type Play } from '../command';
import { lapse } from '../model/lots';
import { type Model, pick } from '../model/model';
import { refundFacts } from '../model/payments';
import { convergeIn, hear } from '../model/work';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export const wait: Play<{ minutes: number }> = {
  name: 'wait',
  args: fc
    .oneof(
      fc.integer({ min: 1, max: 10 }),
      fc.integer({ min: 10, max: 600 }),
      fc.integer({ min: 600, max: 14 * 1440 }),
    )
    .map((minutes) => ({ minutes })),
  weight: 4,
  async run(model, _real, { minutes }) {
    model.now += minutes * MINUTE_MS;
  },
};

/** The instants at which something changes: where rules are off by one. */
const edges = ({ now, lots, bookings }: Model): number[] =>
  [
    ...lots.flatMap(({ expiresAt }) => [expiresAt - 1, expiresAt]),
    ...bookings.flatMap(({ startsAt }) => [startsAt - DAY_MS, startsAt - DAY_MS + 1, startsAt - 1, startsAt]),
  ]
    .filter((edge) => edge > now)
    .sort((a, b) => a - b);

export const waitUntil: Play<{ edge: number }> = {
  name: 'wait until',
  args: fc.record({ edge: fc.nat(7) }),
  weight: 4,
  isPossible: (model) => edges(model).length > 0,
  async run(model, _real, { edge }) {
    model.now = pick(edges(model), edge) ?? model.now;
  },
};

export const expire: Play<{ workers: number }> = {
  name: 'expire',
  args: fc.record({ workers: fc.integer({ min: 1, max: 2 }) }),
  weight: 2,
  isJob: true,
  async run(model, { world }, { workers }) {
    await Promise.all(Array.from({ length: workers }, () => expireCredits(world.payload)));
    for (const lot of model.lots) lapse(lot, model.now);
  },
};

/** Stripe's own list of events, and each checkout that has been open for long. */
export async function reconcileBoth(model: Model, { payload }: World): Promise<void> {
  await reconcile(payload);
  for (const event of model.events) if (event.isOfUse) hear(model, event);
  for (const payment of model.payments) {
    const openFor = model.now - payment.createdAt;
    if (['succeeded', 'cancelled'].includes(payment.known.intent) || openFor <= 15 * MINUTE_MS) continue;
    if (openFor > DAY_MS && ['created', 'failed'].includes(payment.truth.intent))
      payment.truth.intent = 'cancelled';
    convergeIn(model, payment, refundFacts(payment));
  }
}

export const reconcileAll: Play<null> = {
  name: 'reconcile',
  args: fc.constant(null),
  weight: 1,
  isJob: true,
  touchesStripe: true,
  run: (model, { world }) => reconcileBoth(model, world),
};
