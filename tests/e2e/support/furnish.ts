import { type Caller } from './api';
import { type Demo } from './demo';
import { payIntent } from './outside';
import { until } from './until';

export interface Furnished {
  paymentId: string;
  /** A booked session with its link, and one that was cancelled. */
  bookedId: string;
  cancelledId: string;
  consultantId: string;
  typeId: string;
  /** Times that are free: one to be chosen, one for a session to be held. */
  slot: string;
  heldAt: string;
}

const DAY_MS = 86_400_000;

interface List<T> {
  docs: T[];
}

/** Gives a client a purchase, a booked session and a cancelled one, so that every page has something to show. */
export async function furnish(demo: Demo, client: Caller): Promise<Furnished> {
  const paymentId = await buy(demo, client, 'discovery-assessment');
  const consultants = await client.get<List<{ id: string; name: string }>>('/api/consultants');
  const types = await client.get<List<{ id: string; minutes: number }>>('/api/consultation-types');
  const consultantId = consultants.docs.find(({ name }) => name.startsWith('Amelia'))?.id ?? '';
  const typeId = types.docs.find(({ minutes }) => minutes === 60)?.id ?? '';
  const slots = await freeSlots(client, consultantId, typeId);
  const [heldAt = ''] = slots;
  // Still to come when the other is held, and not so soon that it could not be moved.
  const later = slots.filter((slot) => Date.parse(slot) > Date.parse(heldAt) + 3 * DAY_MS);
  const book = async (startsAt: string, topic: string): Promise<string> => {
    const body = { consultantId, typeId, startsAt, mode: 'remote', timezone: 'America/New_York', topic };
    return (await client.post<{ consultation: { id: string } }>('/api/consultations/book', body)).consultation
      .id;
  };
  const bookedId = await book(later[3] ?? '', 'Pricing of the new service line');
  const cancelledId = await book(slots.at(-4) ?? '', 'Partner search in Quebec');
  await until(
    'meeting',
    async () =>
      (await client.get<{ meeting?: { joinUrl?: string } }>(`/api/consultations/${bookedId}`)).meeting
        ?.joinUrl,
  );
  await client.post(`/api/consultations/${cancelledId}/cancel`, {
    reason: 'The partner withdrew',
    expectedVersion: 1,
  });
  return { paymentId, bookedId, cancelledId, consultantId, typeId, slot: slots.at(-1) ?? '', heldAt };
}

/** Buys as a browser would and waits for the credits. @returns the payment's id */
export async function buy(demo: Demo, client: Caller, slug: string): Promise<string> {
  const { docs } = await client.get<List<{ id: string; slug: string }>>('/api/credits/packages');
  const packageId = docs.find((offer) => offer.slug === slug)?.id;
  const { paymentId, clientSecret } = await client.post<{ paymentId: string; clientSecret: string }>(
    '/api/payments/create-payment-intent',
    { packageId },
  );
  await payIntent(demo, clientSecret.split('_secret_')[0] ?? '', '4242424242424242');
  await until(
    'credits of the payment',
    async () => (await client.get<{ grant?: unknown }>(`/api/payments/${paymentId}?depth=0`)).grant,
  );
  return paymentId;
}

/** What can be booked in the coming seven weeks, soonest first. */
export async function freeSlots(client: Caller, consultantId: string, typeId: string): Promise<string[]> {
  // The product's own clock may be ahead of the machine's.
  const { asOf } = await client.get<{ asOf: string }>('/api/credits/balance');
  const day = (ahead: number): string => new Date(Date.parse(asOf) + ahead * DAY_MS).toISOString();
  const query = new URLSearchParams({ consultantId, typeId, from: day(2), to: day(50) });
  const { slots } = await client.get<{ slots: { startsAt: string }[] }>(
    `/api/consultations/availability?${query}`,
  );
  return slots.map(({ startsAt }) => startsAt);
}
