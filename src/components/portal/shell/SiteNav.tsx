'use client';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useEffect, useId, useState, type ReactNode } from 'react';
import { cx } from '@/components/ui/cx';
import { Icon } from '@/components/ui/Icon';
import { useHydrated } from '@/components/ui/useHydrated';

export interface NavLink {
  href: string;
  name: string;
}

/** The main navigation: a row on wide screens, behind a button on narrow ones. */
export function SiteNav({ links, children }: { links: NavLink[]; children: ReactNode }) {
  const path = usePathname();
  const hydrated = useHydrated();
  const listId = useId();
  // Open belongs to one page: going to another closes the list.
  const [openOn, setOpenOn] = useState<string | null>(null);
  const isOpen = openOn === path;

  useEffect(() => {
    if (!isOpen) return;
    const close = (event: KeyboardEvent) => {
      if (event.key === 'Escape') setOpenOn(null);
    };
    document.addEventListener('keydown', close);
    return () => document.removeEventListener('keydown', close);
  }, [isOpen]);

  return (
    <>
      <button
        type="button"
        disabled={!hydrated}
        aria-expanded={isOpen}
        aria-controls={listId}
        onClick={() => setOpenOn(isOpen ? null : path)}
        className={
          'inline-flex min-h-11 items-center gap-2 rounded-control border border-line-strong px-3 text-sm ' +
          'font-semibold xl:hidden'
        }
      >
        <Icon name={isOpen ? 'close' : 'menu'} />
        {/* On the narrowest screens, and when zoomed to 400 %, the icon stands alone. */}
        <span className="max-[22.5rem]:sr-only">Menu</span>
      </button>
      <nav
        id={listId}
        aria-label="Main"
        className={cx(
          'xl:flex xl:flex-1 xl:items-center xl:justify-between xl:gap-4',
          isOpen
            ? 'absolute inset-x-0 top-full grid gap-4 border-b border-line bg-surface p-5 shadow-raised ' +
                'xl:static xl:border-0 xl:p-0 xl:shadow-none'
            : 'hidden',
        )}
      >
        <ul className="grid gap-1 xl:flex xl:items-center">
          {links.map(({ href, name }) => {
            const isHere = path === href || path.startsWith(`${href}/`);
            return (
              <li key={href}>
                <Link
                  href={href}
                  onClick={() => setOpenOn(null)}
                  aria-current={isHere ? 'page' : undefined}
                  className={cx(
                    'flex min-h-11 items-center rounded-control px-3 text-sm xl:px-2.5 font-medium ' +
                      'whitespace-nowrap hover:bg-brand-soft hover:text-brand-ink',
                    isHere ? 'bg-brand-soft text-brand-ink' : 'text-muted',
                  )}
                >
                  {name}
                </Link>
              </li>
            );
          })}
        </ul>
        <div className="flex flex-wrap items-center gap-1 border-t border-line pt-4 xl:flex-nowrap xl:border-0 xl:pt-0">
          {children}
        </div>
      </nav>
    </>
  );
}
