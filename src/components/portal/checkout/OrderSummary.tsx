import { Card } from '@/components/ui/Card';
import { Icon } from '@/components/ui/Icon';
import { creditCount } from '../format/credits';
import { formatMoney } from '../format/money';
import { type PackageView } from '../types';

/** What is being bought, beside the payment form. */
export function OrderSummary({ offer }: { offer: PackageView }) {
  const rows = [
    ['Package', offer.name],
    ['Included', creditCount(offer.credits)],
    ['Valid for', `${offer.validityDays} days`],
    ['Per credit', formatMoney(offer.pricePerCredit, offer.currency)],
  ];
  return (
    <Card>
      <h3 className="text-lg font-semibold">Your order</h3>
      <dl className="mt-4 grid gap-2.5 text-sm">
        {rows.map(([name, value]) => (
          <div key={name} className="flex justify-between gap-4">
            <dt className="text-muted">{name}</dt>
            <dd className="text-right font-medium">{value}</dd>
          </div>
        ))}
        <div className="mt-2 flex items-baseline justify-between gap-4 border-t border-line pt-4">
          <dt className="font-semibold">Total</dt>
          <dd className="font-display text-xl font-semibold">{formatMoney(offer.price, offer.currency)}</dd>
        </div>
      </dl>
      <p className="mt-5 flex gap-2.5 text-xs text-muted">
        <Icon name="shield" className="size-4" />
        One payment, no subscription. Stripe handles it; your card details never reach us. You get an invoice
        by mail.
      </p>
    </Card>
  );
}
