import { notFound } from 'next/navigation';

/**
 * Any address nobody else answers gets the portal's own page, in its layout, with 404. No `loading.tsx` stands above
 * it: its skeleton would be sent first, with 200.
 */
export default function Missing() {
  notFound();
}
