import { type ReactNode } from 'react';
import { Badge } from '@/components/ui/Badge';
import { cx } from '@/components/ui/cx';
import { Icon } from '@/components/ui/Icon';
import { creditCount } from '../format/credits';
import { formatMoney } from '../format/money';
import { type PackageView } from '../types';

interface Props {
  offers: PackageView[];
  /** What can be done with an offer here: a link or a button. */
  action: (offer: PackageView) => ReactNode;
}

/** The packages side by side, as far as there is room. Their rows share a grid, so that prices and features line up. */
export function PackageGrid({ offers, action }: Props) {
  return (
    <ul className="grid gap-x-5 sm:grid-cols-2 xl:grid-cols-4">
      {offers.map((offer) => (
        <li key={offer.id} className="row-span-5 mb-5 grid grid-rows-subgrid">
          <PackageCard offer={offer} action={action(offer)} />
        </li>
      ))}
    </ul>
  );
}

function PackageCard({ offer, action }: { offer: PackageView; action: ReactNode }) {
  const look = offer.badge ? 'border-gold ring-1 ring-gold' : 'border-line';
  return (
    <article
      aria-labelledby={`package-${offer.id}`}
      className={cx(
        'relative row-span-5 grid grid-rows-subgrid rounded-card border bg-surface p-6 shadow-rest',
        look,
      )}
    >
      <div>
        <h3 id={`package-${offer.id}`} className="text-lg leading-snug font-semibold text-balance">
          {offer.name}
        </h3>
        <p className="mt-2 text-sm text-muted">{offer.description}</p>
      </div>
      <div className="mt-5">
        <p className="font-display text-2xl font-semibold">{formatMoney(offer.price, offer.currency)}</p>
        <p className="mt-1 text-sm">
          <span className="font-semibold">{creditCount(offer.credits)}</span>
          <span className="text-muted">, valid for {offer.validityDays} days</span>
        </p>
      </div>
      <p className="mt-3 flex flex-wrap content-start items-center gap-x-3 gap-y-1 text-sm text-muted">
        {formatMoney(offer.pricePerCredit, offer.currency)} per credit
        {offer.savingsPercent !== null ? <Badge tone="good">Save {offer.savingsPercent}%</Badge> : null}
      </p>
      <ul className="mt-5 mb-7 grid content-start gap-2.5 border-t border-line pt-5 text-sm">
        {offer.features.map((feature) => (
          <li key={feature} className="flex gap-2.5">
            <Icon name="check" className="mt-0.5 size-4 text-brand-ink" />
            {feature}
          </li>
        ))}
      </ul>
      <div className="grid">{action}</div>
      {/* On the edge, so that it takes no room from the name; last, so that it is read as a remark. */}
      {offer.badge ? (
        <span className="absolute -top-3 right-5 rounded-full bg-gold px-3 py-0.5 text-xs font-semibold text-on-gold">
          {offer.badge}
        </span>
      ) : null}
    </article>
  );
}
