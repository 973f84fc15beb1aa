'use client';
import { Link } from '@payloadcms/ui';
import { usePathname } from 'next/navigation';

const HOME = '/admin';

/** The way back to the first page, above the groups of the navigation. */
export function NavHome() {
  const isHere = usePathname() === HOME;
  return (
    <Link
      className={`nav__link adm-nav-home${isHere ? ' adm-nav-home--here' : ''}`}
      href={HOME}
      prefetch={false}
      aria-current={isHere ? 'page' : undefined}
    >
      <span className="nav__link-label">Today</span>
    </Link>
  );
}
