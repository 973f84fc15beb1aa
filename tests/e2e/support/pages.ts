import { type Page } from 'playwright-core';
import { type Furnished } from './furnish';

export interface ShownPage {
  name: string;
  path: string;
  /** What shows that the page is complete. */
  shows: (page: Page) => Promise<unknown>;
  /** Complaints in the console that belong to it. */
  expects?: RegExp;
  /** What lies over the page would be drawn once in the middle of a full-length picture. */
  onlyScreen?: boolean;
}

const heading = (name: string | RegExp) => (page: Page) => page.getByRole('heading', { name }).first().waitFor();
const text = (words: string | RegExp) => (page: Page) => page.getByText(words).first().waitFor();

/** What anybody sees. */
export const VISITOR_PAGES: ShownPage[] = [
  { name: 'start', path: '/', shows: heading('Clear counsel') },
  { name: 'packages', path: '/packages', shows: heading('Discovery & Assessment') },
  { name: 'register', path: '/register', shows: (page) => page.getByRole('button', { name: 'Create account' }).waitFor() },
  { name: 'check-your-mail', path: '/check-your-mail', shows: heading('Check your mail') },
  { name: 'verify-refused', path: '/verify/an-old-link', shows: text('This link did not work'), expects: /40[034]|422/ },
  { name: 'login', path: '/login', shows: (page) => page.getByRole('button', { name: 'Sign in' }).waitFor() },
  { name: 'forgot-password', path: '/forgot-password', shows: heading('Set a new password') },
  { name: 'reset-password', path: '/reset-password/a-token', shows: (page) => page.getByLabel('New password').waitFor() },
  { name: 'feedback-refused', path: '/feedback/an-old-link', shows: heading('This link does not work') },
  { name: 'not-found', path: '/no/such/page', shows: heading(/./), expects: /404/ },
];

/** What a client sees. */
export const clientPages = ({ paymentId, bookedId, cancelledId, consultantId, typeId, slot }: Furnished): ShownPage[] => {
  const chosen = `consultant=${consultantId}&type=${typeId}&mode=remote`;
  return [
    { name: 'dashboard', path: '/dashboard', shows: heading('Your packages') },
    { name: 'packages-signed-in', path: '/packages', shows: heading('Choose a package') },
    {
      name: 'pay',
      path: '/packages?package=strategic-planning',
      shows: (page) => page.frameLocator('iframe[title="Secure payment input frame"]').getByLabel('Card number').waitFor(),
    },
    { name: 'paid', path: `/checkout/${paymentId}`, shows: heading('Payment received') },
    { name: 'book-1-consultant', path: '/book', shows: heading('Who would you like') },
    { name: 'book-2-session', path: `/book?consultant=${consultantId}`, shows: heading('How long') },
    { name: 'book-3-time', path: `/book?${chosen}`, shows: (page) => page.getByRole('button', { name: /\d:\d\d [AP]M/ }).first().waitFor() },
    { name: 'book-4-review', path: `/book?${chosen}&start=${encodeURIComponent(slot)}`, shows: heading('Is everything right?') },
    { name: 'consultations', path: '/consultations', shows: heading('Upcoming') },
    { name: 'consultation', path: `/consultations/${bookedId}`, shows: (page) => page.getByRole('link', { name: 'Join the session' }).waitFor() },
    {
      name: 'consultation-cancel',
      path: `/consultations/${bookedId}`,
      onlyScreen: true,
      shows: async (page) => {
        await page.getByRole('button', { name: 'Cancel this session' }).click();
        await page.getByRole('dialog').waitFor();
      },
    },
    { name: 'consultation-cancelled', path: `/consultations/${cancelledId}`, shows: text('Cancelled') },
    { name: 'credits', path: '/credits', shows: (page) => page.getByRole('row').nth(2).waitFor() },
    { name: 'payments', path: '/payments', shows: text(/Invoice IS-/) },
    { name: 'profile', path: '/profile', shows: (page) => page.getByLabel('First name').waitFor() },
  ];
};

const row = async (page: Page) => {
  await page.locator('tbody tr').first().waitFor();
  // The names of related records come after the rows.
  await page.waitForLoadState('networkidle');
};
const firstRecord = async (page: Page) => {
  await row(page);
  await page.locator('tbody tr').first().getByRole('link').first().click();
  await page.locator('.doc-header, .document-fields').first().waitFor();
  await page.waitForLoadState('networkidle');
};
const list = (name: string, slug = name): ShownPage => ({ name, path: `/admin/collections/${slug}`, shows: row });
const record = (name: string, slug: string): ShownPage => ({ name, path: `/admin/collections/${slug}`, shows: firstRecord });

/** The admin as the owner sees it. */
export const ADMIN_PAGES: ShownPage[] = [
  { name: 'start', path: '/admin', shows: (page) => page.waitForLoadState('networkidle') },
  list('consultations'),
  record('consultation', 'consultations'),
  { name: 'consultation-new', path: '/admin/collections/consultations/create', shows: (page) => page.waitForLoadState('networkidle') },
  list('clients'),
  record('client', 'clients'),
  list('payments'),
  record('payment', 'payments'),
  list('packages'),
  record('package', 'packages'),
  list('messages'),
  record('message', 'messages'),
  list('email-templates'),
  record('email-template', 'email-templates'),
  list('ledger', 'transactions'),
  list('consultants'),
  record('consultant', 'consultants'),
  { name: 'settings', path: '/admin/globals/settings', shows: (page) => page.waitForLoadState('networkidle') },
];
