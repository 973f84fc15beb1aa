import { type Locator, type Page } from 'playwright-core';
import { DEMO_PASSWORD } from '../../../scripts/lib/demoAccounts.mjs';
import { type Demo } from './demo';

/** The seeded staff; consultants have an address of their own. */
export const addressOf = (role: 'owner' | 'ops' | 'finance' | 'editor'): string =>
  `${role}@insight-serenity.example`;
export const AMELIA = 'amelia.hart@insight-serenity.example';

export async function enterAdmin(page: Page, demo: Demo, email: string): Promise<void> {
  await page.goto(`${demo.urls.admin}/login`);
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: 'Login' }).click();
  await page.waitForURL(({ pathname }) => pathname === '/admin');
  await page.getByRole('navigation').first().waitFor();
}

/**
 * Opens a record of a list by the address of its link. A list rewrites its own address when it is ready, and a click
 * just before is lost.
 */
export async function openRecord(page: Page, link: Locator): Promise<void> {
  const address = (await link.getAttribute('href')) ?? '';
  await page.goto(new URL(address, page.url()).href);
}

/** Types into a relationship's search and takes what it finds. */
export async function pick(page: Page, field: string, words: string): Promise<void> {
  const select = page.locator(`#field-${field}`);
  await select.locator('.rs__control').click();
  await select.locator('input').first().pressSequentially(words);
  await page.locator('.rs__option').filter({ hasText: words }).first().click();
}
