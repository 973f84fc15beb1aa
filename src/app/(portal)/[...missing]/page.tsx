import { notFound } from 'next/navigation';

/** Any address nobody else answers gets the portal's own page, in its layout. */
export default function Missing() {
  notFound();
}
