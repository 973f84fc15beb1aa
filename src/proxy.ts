import { type NextRequest, NextResponse } from 'next/server';

import { pageRefusal } from '@/app/_edge/pageRefusal';

const origin = (url: string | undefined): string[] => {
  if (!url) return [];
  return [new URL(url).origin];
};

/** Whether this is the development server: next.config.mjs writes the answer into the code. */
const isDevServer = process.env.DEV_SERVER === 'yes';

/** What may load from elsewhere: Stripe, and nothing else. */
function contentSecurityPolicy(nonce: string, stripeJsUrl: string | undefined, secure: boolean): string {
  const stripe = [...new Set(['https://js.stripe.com', ...origin(stripeJsUrl)])].join(' ');
  const stripeApi = [...new Set(['https://api.stripe.com', ...origin(stripeJsUrl)])].join(' ');
  const frames = `${stripe} https://hooks.stripe.com https://*.js.stripe.com`;
  return [
    `default-src 'self'`,
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic' ${stripe}${isDevServer ? ` 'unsafe-eval'` : ''}`,
    // Payload's admin and Next set style attributes; styles cannot run code.
    `style-src 'self' 'unsafe-inline'`,
    `img-src 'self' data: blob:`,
    `font-src 'self' data:`,
    `connect-src 'self' ${stripeApi}${isDevServer ? ' ws:' : ''}`,
    `frame-src 'self' ${frames}`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'self'`,
    ...(secure ? ['upgrade-insecure-requests'] : []),
  ].join('; ');
}

/** Security headers for every page, and the nonce Next puts on its scripts. What asks for no page is refused. */
export async function proxy(request: NextRequest): Promise<Response> {
  const nonce = Buffer.from(crypto.randomUUID()).toString('base64');
  const secure = process.env.SERVER_URL?.startsWith('https://') ?? false;
  const policy = contentSecurityPolicy(nonce, process.env.STRIPE_JS_URL, secure);
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('Content-Security-Policy', policy);
  const response = (await pageRefusal(request)) ?? NextResponse.next({ request: { headers } });
  response.headers.set('Content-Security-Policy', policy);
  response.headers.set('X-Content-Type-Options', 'nosniff');
  response.headers.set('Referrer-Policy', 'strict-origin-when-cross-origin');
  response.headers.set('X-Frame-Options', 'SAMEORIGIN');
  response.headers.set(
    'Permissions-Policy',
    'camera=(), microphone=(), geolocation=(), payment=(self "https://js.stripe.com")',
  );
  response.headers.set('Cross-Origin-Opener-Policy', 'same-origin-allow-popups');
  if (secure) response.headers.set('Strict-Transport-Security', 'max-age=63072000; includeSubDomains');
  return response;
}

export const config = { matcher: ['/((?!_next/static|_next/image|favicon.ico).*)'] };
