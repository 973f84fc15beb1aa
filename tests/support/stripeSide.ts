import { type Document, ObjectId } from 'mongodb';

import { rowsOf } from './invariants';
import { buy, type CheckoutBody, intentOf } from './steps';
import { type Person, type World } from './world';

/** What happens at Stripe, and what it tells. */

export interface StripeEvent {
  id: string;
  type: string;
}

export async function paid(world: World, client: Person, slug?: string): Promise<CheckoutBody> {
  const checkout = await buy(world, client, slug);
  await world.work();
  return checkout;
}

export const paymentRow = async (
  world: World,
  { paymentId }: Pick<CheckoutBody, 'paymentId'>,
): Promise<Document> => (await rowsOf(world, 'payments', { _id: new ObjectId(paymentId) }))[0] ?? {};

export const entriesOf = (world: World, client: Person, kind: string): Promise<Document[]> =>
  rowsOf(world, 'transactions', { client: new ObjectId(client.id), kind });

/** A refund made in Stripe's own dashboard: the product hears of it by events only. @returns its id */
export async function refundAtStripe(world: World, checkout: CheckoutBody, amount: number): Promise<string> {
  const response = await fetch(`${world.stripe.url}/v1/refunds`, {
    method: 'POST',
    headers: {
      authorization: 'Bearer sk_test_simulated',
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ payment_intent: intentOf(checkout), amount: String(amount) }),
  });
  if (!response.ok) throw new Error(`not refunded: ${await response.text()}`);
  return ((await response.json()) as { id: string }).id;
}

/** @returns the dispute's id */
export async function disputeAtStripe(world: World, checkout: CheckoutBody): Promise<string> {
  return String(
    (await world.control('stripe', `/_sim/payment_intents/${intentOf(checkout)}/dispute`, {})).id,
  );
}

/** Does something at Stripe of which nothing is told. @returns the events that tell it, oldest first */
export async function untold(world: World, deed: () => Promise<unknown>): Promise<StripeEvent[]> {
  const all = async () => (await world.control('stripe', '/_sim/state')).events as StripeEvent[];
  const before = new Set((await all()).map(({ id }) => id));
  await world.control('stripe', '/_sim/webhooks', { enabled: false });
  await deed();
  await world.control('stripe', '/_sim/webhooks', { enabled: true });
  return (await all()).filter(({ id }) => !before.has(id)).reverse();
}

/** Tells events in the order given, each so often at once. @returns what the product answered */
export async function tellAll(
  world: World,
  events: readonly StripeEvent[],
  times: () => number = () => 1,
): Promise<(number | undefined)[]> {
  const answers: (number | undefined)[] = [];
  for (const { id } of events) {
    const { results } = await world.control('stripe', '/_sim/deliver', { eventId: id, times: times() });
    answers.push(...(results as { status?: number }[]).map(({ status }) => status));
  }
  return answers;
}
