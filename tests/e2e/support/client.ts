import { type FrameLocator, type Page } from 'playwright-core';
import { type Demo } from './demo';
import { linkIn, mail } from './inbox';

export const PASSWORD = 'A-calm-harbour-9';

export interface Newcomer {
  firstName: string;
  lastName: string;
  email: string;
}

/** Somebody whom no earlier run on the same data has seen; the last name finds the mails of staff about this client. */
export function newcomer(firstName: string): Newcomer {
  const letters = Array.from({ length: 8 }, () =>
    String.fromCharCode(97 + Math.floor(Math.random() * 26)),
  ).join('');
  const lastName = letters.charAt(0).toUpperCase() + letters.slice(1);
  return { firstName, lastName, email: `${firstName}.${lastName}@harbour.example`.toLowerCase() };
}

export async function register(
  page: Page,
  demo: Demo,
  { firstName, lastName, email }: Newcomer,
): Promise<void> {
  await page.goto(`${demo.urls.web}/register`);
  await page.getByLabel('First name').fill(firstName);
  await page.getByLabel('Last name').fill(lastName);
  await page.getByLabel('Work e-mail').fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByRole('heading', { name: 'Check your mail' }).waitFor();
}

/** Follows the link of the mail and presses the button; ends on the page that says so. */
export async function verify(page: Page, demo: Demo, { email }: Newcomer): Promise<void> {
  await page.goto(linkIn(await mail(demo, email, /confirm/i), /\/verify\//));
  await page.getByRole('button', { name: 'Confirm my address' }).click();
  await page.getByText('Your address is confirmed').waitFor();
}

export async function signIn(page: Page, demo: Demo, email: string, password = PASSWORD): Promise<void> {
  await page.goto(`${demo.urls.web}/login?next=/dashboard`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(({ pathname }) => pathname === '/dashboard');
}

/** A client who has registered, confirmed and signed in, with the trial credit. */
export async function arrive(page: Page, demo: Demo, person: Newcomer): Promise<void> {
  await register(page, demo, person);
  await verify(page, demo, person);
  await signIn(page, demo, person.email);
}

export async function choosePackage(page: Page, demo: Demo, name: string): Promise<void> {
  await page.goto(`${demo.urls.web}/packages`);
  await page.getByRole('button', { name: `Choose ${name}` }).click();
  await page.getByRole('heading', { name: `Pay for ${name}` }).waitFor();
}

export const cardFields = (page: Page): FrameLocator =>
  page.frameLocator('iframe[title="Secure payment input frame"]');
export const bank = (page: Page): FrameLocator =>
  page.frameLocator('iframe[title="Authentication of your payment"]');

export async function enterCard(page: Page, number: string): Promise<void> {
  const card = cardFields(page);
  await card.getByLabel('Card number').fill(number);
  await card.getByLabel('Expiration date').fill('12 / 34');
  await card.getByLabel('Security code').fill('123');
}

export const pressPay = (page: Page): Promise<void> => page.getByRole('button', { name: /^Pay \$/ }).click();

export const creditsAreHere = (page: Page): Promise<void> =>
  page
    .getByRole('heading', { name: 'Payment received. Your credits are here' })
    .waitFor({ timeout: 120_000 });

/** A number of the dashboard, e.g. `Available`. */
export async function figure(page: Page, name: string): Promise<number> {
  const term = page.locator('dl > div', { has: page.locator('dt', { hasText: new RegExp(`^${name}`) }) });
  return Number(await term.locator('dd').first().innerText());
}

/** Books a 60-minute session online. */
export async function book(
  page: Page,
  demo: Demo,
  { consultant, topic }: { consultant: string; topic: string },
): Promise<void> {
  await page.goto(`${demo.urls.web}/book`);
  await page.getByRole('button', { name: `Choose ${consultant}` }).click();
  await page
    .getByRole('listitem')
    .filter({ hasText: '60 minutes' })
    .getByRole('button', { name: /Zoom|Choose/ })
    .click();
  await chooseTime(page);
  await page.getByLabel('Topic').fill(topic);
  await page.getByRole('button', { name: 'Confirm booking' }).click();
  await page.getByRole('heading', { name: 'Your session is booked' }).waitFor();
}

const DAY_MS = 86_400_000;

/**
 * The first time of a free day about a week ahead: far enough to be cancelled without loss, within a trial
 * credit's life.
 */
async function chooseTime(page: Page): Promise<void> {
  const now = await page.evaluate(() => Date.now());
  const earliest = new Date(now + 5 * DAY_MS).toISOString().slice(0, 10);
  await page.getByRole('radio').first().waitFor();
  const free = async (): Promise<string | undefined> => {
    const days = await page
      .getByRole('radio')
      .evaluateAll((radios) => radios.map((radio) => radio.getAttribute('value') ?? ''));
    return days.find((day) => day >= earliest);
  };
  let day = await free();
  if (!day) {
    await page.getByRole('button', { name: 'Next month' }).click();
    day = await free();
  }
  // The radio itself is drawn by its label.
  await page
    .getByRole('radio')
    .and(page.locator(`[value="${day}"]`))
    .check({ force: true });
  await page
    .getByRole('group')
    .getByRole('button', { name: /\d:\d\d [AP]M/ })
    .first()
    .click();
  await page.getByRole('heading', { name: 'Is everything right?' }).waitFor();
}

/** Asks the API as the page's own script would, with its session. */
export const ask = <T>(page: Page, path: string): Promise<T> =>
  page.evaluate(async (from) => (await fetch(from)).json(), path) as Promise<T>;
