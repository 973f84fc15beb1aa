import { type PackageView } from '../types';
import { list, number, optionalNumber, optionalText, record, text, texts } from './read';

/** One package of GET /api/credits/packages. */
export function toPackageView(value: unknown): PackageView {
  const it = record(value);
  return {
    id: text(it.id),
    slug: text(it.slug),
    name: text(it.name),
    description: text(it.description),
    features: texts(it.features),
    credits: number(it.credits),
    price: number(it.price),
    currency: text(it.currency) || 'USD',
    pricePerCredit: number(it.pricePerCredit),
    validityDays: number(it.validityDays),
    badge: optionalText(it.badge),
    savingsPercent: savings(it.savings),
  };
}

export function toPackageViews(value: unknown): PackageView[] {
  return list(value).map(toPackageView);
}

/** A plain percentage, or `{percent}`; nothing is shown for zero or less. */
function savings(value: unknown): number | null {
  const percent = optionalNumber(value) ?? optionalNumber(record(value).percent);
  return percent !== null && percent >= 1 ? Math.floor(percent) : null;
}
