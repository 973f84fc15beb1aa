import { type Document } from 'mongodb';
import { type Payload } from 'payload';

import { type Package } from '@/payload-types';
import { now } from '@/platform/clock';
import { nativeCollection } from '@/platform/store';

export interface PackageOffer {
  id: string;
  slug: string;
  name: string;
  description: string;
  features: string[];
  credits: number;
  /** Minor units. */
  price: number;
  currency: string;
  /** Minor units, rounded to the nearest. */
  pricePerCredit: number;
  validityDays: number;
  badge: string | null;
  /** Per cent cheaper a credit than the first package on offer, whole; null when it is not cheaper. */
  savings: number | null;
}

/** Savings against the first package on offer; none where it is not cheaper. Pure. */
export function savingsOf(
  offer: { price: number; credits: number },
  first: { price: number; credits: number },
): number | null {
  // In whole numbers up to the last step: 90 against 100 is ten per cent, where fractions would say nine.
  const whole = first.price * offer.credits;
  const percent = Math.floor(((whole - offer.price * first.credits) * 100) / whole);
  return percent > 0 ? percent : null;
}

const POPULAR_DAYS = 90;

async function mostBought(payload: Payload): Promise<string | null> {
  const since = new Date(now().getTime() - POPULAR_DAYS * 86_400_000);
  const [top] = await nativeCollection(payload, 'payments')
    .aggregate<Document>([
      { $match: { status: 'succeeded', paidAt: { $gte: since } } },
      { $group: { _id: '$package', sold: { $sum: 1 } } },
      { $sort: { sold: -1, _id: 1 } },
      { $limit: 1 },
    ])
    .toArray();
  return top ? String(top._id) : null;
}

/** What anyone may buy now, in the order staff chose. The answer of GET /api/credits/packages. */
export async function packagesOnOffer(payload: Payload): Promise<PackageOffer[]> {
  const [{ docs }, popular] = await Promise.all([
    payload.find({
      collection: 'packages',
      where: { onOffer: { equals: true } },
      sort: 'sortOrder',
      pagination: false,
      depth: 0,
      overrideAccess: true,
    }),
    mostBought(payload),
  ]);
  const [first] = docs;
  if (!first) return [];
  return docs.map((offer) => view(offer, first, popular));
}

function view(offer: Package, first: Package, popular: string | null): PackageOffer {
  return {
    id: offer.id,
    slug: offer.slug,
    name: offer.name,
    description: offer.description,
    features: offer.features ?? [],
    credits: offer.credits,
    price: offer.price,
    currency: offer.currency,
    pricePerCredit: Math.round(offer.price / offer.credits),
    validityDays: offer.validityDays,
    badge: offer.badge || (offer.id === popular ? 'Popular' : null),
    savings: savingsOf(offer, first),
  };
}
