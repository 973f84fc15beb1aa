import { type Metadata } from 'next';
import { sessionPriceWords } from '@/components/portal/format/sessionPrices';
import { PackagePurchaseFlow } from '@/components/portal/PackagePurchaseFlow';
import { PageHeader } from '@/components/ui/PageHeader';
import { env } from '@/platform/env';
import { offeredPackages, sessionPrices } from '../_lib/data';
import { currentClient } from '../_lib/session';

export const metadata: Metadata = { title: 'Packages and prices' };

/** Open to visitors: prices are no secret. `?package=<slug>` starts at paying. */
export default async function PackagesPage({
  searchParams,
}: {
  searchParams: Promise<{ package?: string | string[] }>;
}) {
  const [client, packages, prices, { package: slug }] = await Promise.all([
    currentClient(),
    offeredPackages(),
    sessionPrices(),
    searchParams,
  ]);
  const forWhat = sessionPriceWords(prices);
  return (
    <div className="page py-10">
      <PageHeader
        title="Packages and prices"
        lead={
          `Credits pay for sessions with any of our consultants${forWhat && `: ${forWhat}`}. One payment, ` +
          'no subscription.'
        }
      />
      <PackagePurchaseFlow
        packages={packages}
        isSignedIn={client !== null}
        initialPackageId={packages.find((offer) => offer.slug === slug)?.id}
        stripeJsUrl={env().STRIPE_JS_URL}
      />
    </div>
  );
}
