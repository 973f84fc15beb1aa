import { type CallOptions, type Person, type Reply, type World } from './world';

/** What people do, in one call each. All of it goes through the product's own routes. */

/** A Monday, far enough away that records which expire by the server's clock outlive the test. */
export const MONDAY = '2031-03-03';
const DAY_MS = 86_400_000;

/** An instant so many days after that Monday; times are UTC, which is London's time until the end of the month. */
export const on = (days: number, time: string): string =>
  `${new Date(Date.parse(MONDAY) + days * DAY_MS).toISOString().slice(0, 10)}T${time}:00.000Z`;

/** Stops the product's clock. Only after startWorld, which loads the product. */
export async function atTime(instant: string | Date): Promise<void> {
  const { freezeClock } = await import('../../src/platform/clock');
  freezeClock(instant);
}

export interface ErrorBody {
  error: { code: string; message: string; fields?: { path: string; message: string }[] };
}

export const codeOf = (reply: Reply<unknown>): string => (reply.body as Partial<ErrorBody>).error?.code ?? '';

/** `[status, code]` of an answer: a number alone when it went well. */
export const outcomeOf = (reply: Reply<unknown>): string => `${reply.status} ${codeOf(reply)}`.trim();

export interface BalanceBody {
  available: number;
  held: number;
  used: number;
  expired: number;
  lots: {
    grantId: string;
    packageName: string;
    source: string;
    total: number;
    available: number;
    held: number;
    used: number;
    expiresAt: string;
  }[];
  [more: string]: unknown;
}

export async function balanceOf(world: World, client: Person): Promise<BalanceBody> {
  return (await world.api<BalanceBody>('GET', '/api/credits/balance', { as: client })).body;
}

export interface ConsultationBody {
  id: string;
  status: string;
  version: number;
  startsAt: string;
  endsAt: string;
  meeting: { state: string; joinUrl: string | null };
  outcome?: { credits: string; rule: string };
}

let keys = 0;
export const newKey = (): string => {
  keys += 1;
  return `key-${keys}`;
};

export interface BookOptions {
  as: Person;
  startsAt: string;
  key?: string;
  /** Fields of the body to add or replace. */
  more?: Record<string, unknown>;
}

/** Books a remote hour with Amelia, unless told otherwise. */
export const book = (
  world: World,
  { as, startsAt, key = newKey(), more = {} }: BookOptions,
): Promise<Reply<{ consultation: ConsultationBody }>> =>
  world.api('POST', '/api/consultations/book', {
    as,
    key,
    body: {
      consultantId: world.consultants.amelia,
      typeId: world.types.sixty,
      startsAt,
      mode: 'remote',
      ...more,
    },
  });

/** As `book`, for a booking that must succeed. */
export async function booked(world: World, options: BookOptions): Promise<ConsultationBody> {
  const reply = await book(world, options);
  if (reply.status !== 201) throw new Error(`not booked: ${JSON.stringify(reply.body)}`);
  return reply.body.consultation;
}

type Ending = 'cancel' | 'complete' | 'no-show';

export const end = (
  world: World,
  how: Ending,
  consultation: Pick<ConsultationBody, 'id' | 'version'>,
  options: CallOptions & { more?: Record<string, unknown> },
): Promise<Reply<{ consultation: ConsultationBody; credits: { effect: string; quantity: number } }>> => {
  const { more = {}, ...call } = options;
  const reason = how === 'cancel' ? { reason: 'A meeting came up' } : {};
  return world.api('POST', `/api/consultations/${consultation.id}/${how}`, {
    ...call,
    body: { expectedVersion: consultation.version, ...reason, ...more },
  });
};

export interface CheckoutBody {
  paymentId: string;
  clientSecret: string;
  amount: number;
  currency: string;
  creditsIncluded: number;
  publishableKey: string;
}

export const startCheckout = (
  world: World,
  client: Person,
  slug = 'discovery-assessment',
  key = newKey(),
): Promise<Reply<CheckoutBody>> =>
  world.api('POST', '/api/payments/create-payment-intent', {
    as: client,
    key,
    body: { packageId: world.packages[slug] },
  });

export const intentOf = ({ clientSecret }: CheckoutBody): string => clientSecret.split('_secret_')[0] ?? '';

/** Pays in the browser's place. */
export const pay = (
  world: World,
  checkout: CheckoutBody,
  card = '4242424242424242',
  more: Record<string, unknown> = {},
): Promise<Record<string, unknown>> =>
  world.control('stripe', `/_sim/payment_intents/${intentOf(checkout)}/pay`, { card, ...more });

/** A package bought and paid; the webhook waits in the inbox until `work()`. */
export async function buy(world: World, client: Person, slug?: string): Promise<CheckoutBody> {
  const { body } = await startCheckout(world, client, slug);
  await pay(world, body);
  return body;
}
