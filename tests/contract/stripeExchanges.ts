import { type StripeHarness } from '../../simulators/stripe/harness';
import { loadSpec, specsDir, type SpecValidator } from '../support/specValidator';
import { answerComplaints, complaintsAbout, type Exchange, requestComplaints } from './stated/form';
import { stripe } from './stated/stripe';

const dir = specsDir();

/** Stripe's own description of its calls, or null on a machine that does not have it. */
export const stripeSpec: SpecValidator | null = dir
  ? loadSpec(`${dir}/stripe-subset.openapi.json`, 'stripe')
  : null;

export const exchangesOf = (harness: StripeHarness): Exchange[] =>
  harness.exchanges.map(({ method, url, requestBody, requestHeaders, status, responseBody }) => ({
    method,
    url,
    body: requestBody,
    contentType: requestHeaders['content-type'] ?? '',
    status,
    answer: responseBody,
  }));

const told = ({ method, url, status }: Exchange, texts: string[]): string[] =>
  texts.map((text) => `${method} ${url} ${status}: ${text}`);

/** What is wrong with what the simulator answered: against what the product relies on, and Stripe's description. */
export const answersAreWrong = (exchanges: Exchange[]): string[] =>
  exchanges.flatMap((exchange) => {
    const { method, url, status, answer } = exchange;
    const official = status === null ? [] : (stripeSpec?.response(method, url, status, answer) ?? []);
    return told(exchange, [...answerComplaints(stripe, exchange), ...official]);
  });

/** The same of an exchange of our client, which asks for nothing but what is stated. */
export const exchangesAreWrong = (exchanges: Exchange[]): string[] => [
  ...exchanges.flatMap((exchange) => {
    const { method, url, body, contentType } = exchange;
    const official = stripeSpec?.request(method, url, body, contentType) ?? [];
    return told(exchange, [...requestComplaints(stripe, exchange), ...official]);
  }),
  ...answersAreWrong(exchanges),
];

/** What is wrong with a webhook; those that the product leaves alone have nothing stated. */
export function webhookIsWrong(type: string, event: unknown): string[] {
  const stated = stripe.webhooks[type];
  return [
    ...(stated ? complaintsAbout(stated, event) : []),
    ...(stripeSpec ? [...stripeSpec.webhook(type, event), ...stripeSpec.schema('event', event)] : []),
  ];
}
