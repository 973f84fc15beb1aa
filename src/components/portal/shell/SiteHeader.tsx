import Link from 'next/link';
import { ButtonLink } from '@/components/ui/ButtonLink';
import { Icon } from '@/components/ui/Icon';
import { type ClientView } from '../types';
import { Logo } from './Logo';
import { SignOutButton } from './SignOutButton';
import { SiteNav, type NavLink } from './SiteNav';
import { ThemeToggle } from './ThemeToggle';

const VISITOR: NavLink[] = [
  { href: '/#how-it-works', name: 'How it works' },
  { href: '/packages', name: 'Packages and prices' },
];
const CLIENT: NavLink[] = [
  { href: '/dashboard', name: 'Dashboard' },
  { href: '/book', name: 'Book' },
  { href: '/consultations', name: 'Consultations' },
  { href: '/packages', name: 'Packages' },
  { href: '/credits', name: 'Credits' },
  { href: '/payments', name: 'Payments' },
];

export function SiteHeader({ client }: { client: Pick<ClientView, 'firstName'> | null }) {
  return (
    <header className="sticky top-0 z-20 border-b border-line bg-surface">
      <div className="page flex min-h-18 items-center gap-1 sm:gap-4">
        <Link href={client ? '/dashboard' : '/'} className="mr-auto rounded-control py-2 xl:mr-0">
          <Logo />
          <span className="sr-only">, {client ? 'your dashboard' : 'home'}</span>
        </Link>
        <ThemeToggleFirst />
        <SiteNav links={client ? CLIENT : VISITOR}>
          {client ? <ClientMenu name={client.firstName} /> : <VisitorMenu />}
        </SiteNav>
      </div>
    </header>
  );
}

/** On narrow screens the toggle stays outside the menu; on wide ones it goes last. */
function ThemeToggleFirst() {
  return (
    <div className="xl:order-last">
      <ThemeToggle />
    </div>
  );
}

function ClientMenu({ name }: { name: string }) {
  return (
    <>
      <Link
        href="/profile"
        className={
          'inline-flex min-h-11 items-center gap-2 rounded-control px-2.5 text-sm font-medium ' +
          'whitespace-nowrap text-muted hover:bg-brand-soft hover:text-brand-ink'
        }
      >
        <Icon name="user" />
        <span className="max-w-32 truncate">{name || 'Profile'}</span>
        <span className="sr-only">, your profile</span>
      </Link>
      <SignOutButton />
    </>
  );
}

function VisitorMenu() {
  return (
    <>
      <ButtonLink href="/login" variant="quiet" size="sm" className="min-h-11">
        Sign in
      </ButtonLink>
      <ButtonLink href="/register" size="sm" className="min-h-11">
        Create an account
      </ButtonLink>
    </>
  );
}
