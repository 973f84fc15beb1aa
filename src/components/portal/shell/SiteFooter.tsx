import Link from 'next/link';
import { Logo } from './Logo';

const LINKS = [
  { href: '/packages', name: 'Packages and prices' },
  { href: '/#how-it-works', name: 'How it works' },
  { href: '/#fair', name: 'Our promises' },
  { href: '/book', name: 'Book a session' },
];

export function SiteFooter({ year }: { year: number }) {
  return (
    <footer className="mt-20 border-t border-line bg-surface">
      <div className="page flex flex-wrap items-start justify-between gap-x-12 gap-y-6 py-10">
        <div className="grid gap-3">
          <Logo />
          <p className="text-sm text-muted">Expert consultations for businesses, by the session.</p>
        </div>
        <nav aria-label="Footer">
          <ul className="grid gap-x-8 gap-y-1 text-sm sm:grid-cols-2">
            {LINKS.map(({ href, name }) => (
              <li key={href}>
                <Link
                  href={href}
                  className="inline-flex min-h-9 items-center text-muted hover:text-brand-ink hover:underline"
                >
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <p className="w-full text-xs text-muted">
          © {year} Insight Serenity. Payments are handled by Stripe; card details never reach us.
        </p>
      </div>
    </footer>
  );
}
