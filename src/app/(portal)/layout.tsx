import { type Metadata, type Viewport } from 'next';
import { headers } from 'next/headers';
import { type ReactNode } from 'react';
import { SiteFooter } from '@/components/portal/shell/SiteFooter';
import { SiteHeader } from '@/components/portal/shell/SiteHeader';
import { Notice } from '@/components/ui/Notice';
import { currentClient } from './_lib/session';
import { chosenTheme } from './_lib/theme';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Insight Serenity', template: '%s · Insight Serenity' },
  description:
    'Expert consultations for businesses. Buy credits once, book senior consultants when it matters.',
  icons: {
    icon: [{ url: '/favicon.svg', type: 'image/svg+xml' }],
    apple: '/apple-touch-icon.png',
  },
};

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#14201d' },
  ],
};

/** Reads the request, so every page is rendered for its reader and carries the request's CSP nonce. */
export default async function PortalLayout({ children }: { children: ReactNode }) {
  await headers();
  const [client, theme] = await Promise.all([currentClient(), chosenTheme()]);
  return (
    <html lang="en" data-theme={theme}>
      <body className="flex min-h-dvh flex-col">
        <a
          href="#content"
          className={
            'sr-only rounded-control bg-brand px-4 py-3 font-semibold text-on-brand focus:not-sr-only ' +
            'focus:fixed focus:top-3 focus:left-3 focus:z-30'
          }
        >
          Skip to the content
        </a>
        <SiteHeader client={client} />
        <noscript>
          <div className="page pt-4">
            <Notice tone="warn">
              Signing in, buying and booking need JavaScript. Please switch it on for this site.
            </Notice>
          </div>
        </noscript>
        <main id="content" tabIndex={-1} className="flex-1">
          {children}
        </main>
        <SiteFooter year={new Date().getFullYear()} />
      </body>
    </html>
  );
}
