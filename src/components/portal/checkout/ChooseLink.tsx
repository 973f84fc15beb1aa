import { ButtonLink } from '@/components/ui/ButtonLink';
import { type PackageView } from '../types';

/** To paying for this package; for a visitor by way of signing in. */
export function ChooseLink({ offer, isSignedIn }: { offer: PackageView; isSignedIn: boolean }) {
  const pay = `/packages?package=${offer.slug}`;
  return (
    <ButtonLink
      href={isSignedIn ? pay : `/login?next=${encodeURIComponent(pay)}`}
      variant={offer.badge ? 'primary' : 'secondary'}
    >
      Choose<span className="sr-only"> {offer.name}</span>
    </ButtonLink>
  );
}
