import { type Page } from 'playwright-core';
import { type Furnished } from './furnish';
import { openRecord } from './staff';

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

const heading = (name: string | RegExp) => (page: Page) =>
  page.getByRole('heading', { name }).first().waitFor();
const text = (words: string | RegExp) => (page: Page) => page.getByText(words).first().waitFor();

const freeTimes = (page: Page) => page.getByRole('group').getByRole('button', { name: /\d:\d\d [AP]M/ });

/** What anybody sees. */
export const VISITOR_PAGES: ShownPage[] = [
  { name: 'start', path: '/', shows: heading('Clear counsel') },
  { name: 'packages', path: '/packages', shows: heading('Discovery & Assessment') },
  {
    name: 'register',
    path: '/register',
    shows: (page) => page.getByRole('button', { name: 'Create account' }).waitFor(),
  },
  { name: 'check-your-mail', path: '/check-your-mail', shows: heading('Check your mail') },
  {
    name: 'verify',
    path: '/verify/a-link',
    shows: (page) => page.getByRole('button', { name: 'Confirm my address' }).waitFor(),
  },
  {
    name: 'verify-refused',
    path: '/verify/an-old-link',
    shows: async (page) => {
      await page.getByRole('button', { name: 'Confirm my address' }).click();
      await text('This link did not work')(page);
    },
    expects: /40[034]|422/,
  },
  { name: 'login', path: '/login', shows: (page) => page.getByRole('button', { name: 'Sign in' }).waitFor() },
  { name: 'forgot-password', path: '/forgot-password', shows: heading('Set a new password') },
  {
    name: 'reset-password',
    path: '/reset-password/a-token',
    shows: (page) => page.getByLabel('New password').waitFor(),
  },
  { name: 'feedback-refused', path: '/feedback/an-old-link', shows: heading('This link does not work') },
  { name: 'not-found', path: '/no/such/page', shows: heading(/./), expects: /404/ },
];

/** What a client sees. */
export const clientPages = ({
  paymentId,
  bookedId,
  cancelledId,
  consultantId,
  typeId,
  slot,
}: Furnished): ShownPage[] => {
  const chosen = `consultant=${consultantId}&type=${typeId}&mode=remote`;
  return [
    { name: 'dashboard', path: '/dashboard', shows: heading('Your packages') },
    { name: 'packages-signed-in', path: '/packages', shows: heading('Choose a package') },
    {
      name: 'pay',
      path: '/packages?package=strategic-planning',
      shows: (page) =>
        page.frameLocator('iframe[title="Secure payment input frame"]').getByLabel('Card number').waitFor(),
    },
    { name: 'paid', path: `/checkout/${paymentId}`, shows: heading('Payment received') },
    { name: 'book-1-consultant', path: '/book', shows: heading('Who would you like') },
    { name: 'book-2-session', path: `/book?consultant=${consultantId}`, shows: heading('How long') },
    { name: 'book-3-time', path: `/book?${chosen}`, shows: (page) => freeTimes(page).first().waitFor() },
    {
      name: 'book-4-review',
      path: `/book?${chosen}&start=${encodeURIComponent(slot)}`,
      shows: text('Cancel at least 24 hours before the start'),
    },
    { name: 'consultations', path: '/consultations', shows: heading('Upcoming') },
    {
      name: 'consultation',
      path: `/consultations/${bookedId}`,
      shows: (page) => page.getByRole('link', { name: 'Join the session' }).waitFor(),
    },
    {
      name: 'consultation-cancel',
      path: `/consultations/${bookedId}`,
      onlyScreen: true,
      shows: async (page) => {
        await page.getByRole('button', { name: 'Cancel this session' }).click();
        await page.getByRole('dialog').waitFor();
      },
    },
    {
      name: 'consultation-move',
      path: `/consultations/${bookedId}/move`,
      shows: (page) => freeTimes(page).first().waitFor(),
    },
    {
      name: 'consultation-move-review',
      path: `/consultations/${bookedId}/move`,
      shows: async (page) => {
        await freeTimes(page).last().click();
        await heading('Is the new time right?')(page);
      },
    },
    { name: 'consultation-cancelled', path: `/consultations/${cancelledId}`, shows: text('Cancelled') },
    { name: 'credits', path: '/credits', shows: (page) => page.getByRole('row').nth(2).waitFor() },
    { name: 'payments', path: '/payments', shows: text(/Invoice IS-/) },
    { name: 'profile', path: '/profile', shows: (page) => page.getByLabel('First name').waitFor() },
    {
      name: 'profile-calendar-link',
      path: '/profile',
      shows: async (page) => {
        await page.getByRole('button', { name: /Make (my|a new) link/ }).click();
        await page.getByLabel('Link for your calendar').waitFor();
      },
    },
  ];
};

/** What a client sees of a session that was held. */
export const heldPages = ({ heldId, feedback }: { heldId: string; feedback: string }): ShownPage[] => [
  { name: 'consultation-held', path: `/consultations/${heldId}`, shows: text('Completed') },
  { name: 'feedback', path: feedback, shows: heading(/^How was your session/) },
];

const row = async (page: Page) => {
  await page.locator('tbody tr').first().waitFor();
  // The names of related records come after the rows.
  await page.waitForLoadState('networkidle');
};
const firstRecord = async (page: Page) => {
  await row(page);
  await openRecord(page, page.locator('tbody tr').first().getByRole('link').first());
  await page.locator('.doc-header, .document-fields').first().waitFor();
  await page.waitForLoadState('networkidle');
};
const list = (name: string, slug = name): ShownPage => ({
  name,
  path: `/admin/collections/${slug}`,
  shows: row,
});
const record = (name: string, slug: string): ShownPage => ({
  name,
  path: `/admin/collections/${slug}`,
  shows: firstRecord,
});

/** Opens a dialog of a record by its button. */
const dialog = (button: string, shows: (page: Page) => Promise<unknown>) => async (page: Page) => {
  await page.getByRole('button', { name: button }).click();
  await page.getByRole('dialog').waitFor();
  await shows(page);
};

/** The admin as the owner sees it. */
export const ADMIN_PAGES: ShownPage[] = [
  { name: 'start', path: '/admin', shows: (page) => page.waitForLoadState('networkidle') },
  list('consultations'),
  record('consultation', 'consultations'),
  {
    name: 'consultation-new',
    path: '/admin/collections/consultations/create',
    shows: (page) => page.waitForLoadState('networkidle'),
  },
  list('clients'),
  record('client', 'clients'),
  list('payments'),
  record('payment', 'payments'),
  list('packages'),
  record('package', 'packages'),
  list('messages'),
  record('message', 'messages'),
  {
    name: 'message-once-more',
    path: '/admin/collections/messages',
    onlyScreen: true,
    shows: (page) =>
      firstRecord(page).then(() =>
        dialog('Send once more…', (opened) => opened.getByLabel('Reason').waitFor())(page),
      ),
  },
  list('email-templates'),
  record('email-template', 'email-templates'),
  list('ledger', 'transactions'),
  {
    name: 'lot-extend',
    path: '/admin/collections/credit-grants',
    onlyScreen: true,
    shows: (page) =>
      firstRecord(page).then(() =>
        dialog('Extend…', (opened) => opened.getByLabel('Reason').waitFor())(page),
      ),
  },
  list('consultants'),
  record('consultant', 'consultants'),
  {
    name: 'settings',
    path: '/admin/globals/settings',
    shows: (page) => page.waitForLoadState('networkidle'),
  },
];

/** A session before and after it was held, and what staff can do with it. */
export function sessionPages({ bookedId, heldId }: { bookedId: string; heldId: string }): ShownPage[] {
  const [booked, held] = [bookedId, heldId].map((id) => `/admin/collections/consultations/${id}`) as [
    string,
    string,
  ];
  return [
    {
      name: 'session-booked',
      path: booked,
      shows: (page) => page.getByRole('region', { name: 'Session' }).waitFor(),
    },
    {
      name: 'session-move',
      path: booked,
      onlyScreen: true,
      shows: dialog('Move or reassign…', (page) => page.locator('.adm-slot').first().waitFor()),
    },
    {
      name: 'session-move-by-hand',
      path: booked,
      onlyScreen: true,
      shows: dialog('Move or reassign…', async (page) => {
        await page.locator('.adm-slot').first().waitFor();
        await page.getByLabel('Time').fill('22:15');
        const chosen = page.getByText(/Chosen by hand/);
        await chosen.waitFor();
        await chosen.scrollIntoViewIfNeeded();
      }),
    },
    {
      name: 'session-cancel',
      path: booked,
      onlyScreen: true,
      shows: dialog('Cancel…', text(/credits? (is|are) (returned|used)/)),
    },
    {
      name: 'session-held',
      path: held,
      shows: (page) => page.getByRole('region', { name: 'What Zoom told' }).waitFor(),
    },
    {
      name: 'session-correct',
      path: held,
      onlyScreen: true,
      shows: dialog('Change the outcome…', (page) => page.getByLabel('Technical failure').check()),
    },
  ];
}

/** An effect on the outside world that was given up, and how it is tried again. */
export function givenUpPages(effectId: string): ShownPage[] {
  const path = `/admin/collections/outbox/${effectId}`;
  return [
    { name: 'given-up', path, shows: (page) => page.getByRole('button', { name: 'Try again…' }).waitFor() },
    {
      name: 'given-up-again',
      path,
      onlyScreen: true,
      shows: dialog('Try again…', (page) => page.getByLabel('Reason').waitFor()),
    },
    {
      name: 'given-up-aside',
      path,
      onlyScreen: true,
      shows: dialog('Set aside…', (page) => page.getByLabel('Reason').waitFor()),
    },
  ];
}

const workbench = (then: (page: Page) => Promise<unknown>) => async (page: Page) => {
  await row(page);
  await page.waitForLoadState('networkidle');
  await page.getByRole('link', { name: 'canceled-client', exact: true }).click();
  await page.frameLocator('iframe[title="Preview of the mail"]').getByRole('heading', { level: 1 }).waitFor();
  await then(page);
};

/**
 * Where a mail's words are edited: as they are, as a phone in the dark shows them, and with a variable that
 * is none.
 */
export const WORKBENCH_PAGES: ShownPage[] = [
  { name: 'workbench', path: '/admin/collections/email-templates', shows: workbench(text('Cancelled')) },
  {
    name: 'workbench-phone',
    path: '/admin/collections/email-templates',
    // What a frame shows is not drawn outside the screen.
    onlyScreen: true,
    shows: workbench(async (page) => {
      await page.getByRole('button', { name: 'Dark' }).click();
      await page.getByRole('button', { name: 'Phone' }).click();
      await page.locator('iframe[title="Preview of the mail"]').scrollIntoViewIfNeeded();
    }),
  },
  {
    name: 'workbench-refused',
    path: '/admin/collections/email-templates',
    shows: workbench(async (page) => {
      const source = page.locator('#field-body');
      await source.fill((await source.inputValue()).replace('{{reason}}', '{{excuse}}'));
      await page.getByRole('button', { name: /^Line \d+$/ }).waitFor();
    }),
  },
];

/** The admin as a consultant sees it. */
export const consultantPages = ({
  consultantId,
  bookedId,
}: Pick<Furnished, 'consultantId' | 'bookedId'>): ShownPage[] => [
  { name: 'start', path: '/admin', shows: (page) => page.waitForLoadState('networkidle') },
  {
    name: 'session',
    path: `/admin/collections/consultations/${bookedId}`,
    shows: (page) => page.getByRole('region', { name: 'Session' }).waitFor(),
  },
  {
    name: 'record',
    path: `/admin/collections/consultants/${consultantId}`,
    shows: (page) => page.getByRole('region', { name: 'Your sessions in your own calendar' }).waitFor(),
  },
];
