import { type Page } from 'playwright-core';
import { callAs } from './support/api';
import { type Stage, type Visitor } from './support/browser';
import { type Demo } from './support/demo';
import { furnish } from './support/furnish';
import { openHouse } from './support/house';
import { mail } from './support/inbox';
import { addressOf, enterAdmin, openRecord } from './support/staff';
import { DEMO_PASSWORD } from '../../scripts/lib/demoAccounts.mjs';

interface Stored {
  id: string;
  subject: string;
  body: string;
}

describe('mail templates in the admin', () => {
  let demo: Demo;
  let stage: Stage;

  const it = openHouse((house) => {
    ({ demo, stage } = house);
  }, 400);

  const as = async (role: 'editor' | 'ops'): Promise<Visitor> => {
    const visitor = await stage.visitor({ viewport: { width: 1440, height: 1000 } });
    await enterAdmin(visitor.page, demo, addressOf(role));
    return visitor;
  };
  /** What is sent: the published words. */
  const published = async (key: string): Promise<Stored> => {
    const caller = await callAs(demo, 'staff', addressOf('editor'), DEMO_PASSWORD);
    const { docs } = await caller.get<{ docs: Stored[] }>(
      `/api/email-templates?where[key][equals]=${key}&depth=0`,
    );
    const [stored] = docs;
    if (!stored) throw new Error(`There is no template ${key}.`);
    return stored;
  };
  const open = async (page: Page, key: string): Promise<void> => {
    // Not through the list: it writes its order into its address when it is ready, and a click just before
    // that is lost.
    const { id } = await published(key);
    await page.goto(`${demo.urls.admin}/collections/email-templates/${id}`);
    await preview(page).getByRole('heading', { level: 1 }).waitFor({ timeout: 120_000 });
  };
  const preview = (page: Page) => page.frameLocator('iframe[title="Preview of the mail"]');
  const source = (page: Page) => page.locator('#field-body');
  const rewrite = async (page: Page, from: string | RegExp, to: string): Promise<void> =>
    source(page).fill((await source(page).inputValue()).replace(from, to));
  const publish = (page: Page): Promise<void> =>
    page.getByRole('button', { name: 'Publish changes' }).click();
  const saved = (page: Page): Promise<void> => page.getByText('Updated successfully').last().waitFor();

  it('an editor sees the mail change while typing, keeps a draft, publishes, restores what was before', async () => {
    const { page, context } = await as('editor');
    const key = 'free-trial-assigned';
    const before = await published(key);
    await open(page, key);
    await rewrite(page, 'Your first session is on us', 'The first hour is our gift');
    await page.locator('#field-subject').fill('A gift: {{creditsAdded}}');
    await preview(page).getByRole('heading', { name: 'The first hour is our gift' }).waitFor();
    await page.getByText('A gift: 1 credit').waitFor();
    await page.getByRole('button', { name: 'Plain text' }).click();
    await page.locator('pre', { hasText: 'The first hour is our gift' }).waitFor();

    await page.getByRole('button', { name: 'Save Draft' }).click();
    await page.getByText('saved successfully').waitFor();
    expect(await published(key)).toEqual(before);
    await publish(page);
    await saved(page);
    expect(await published(key)).toMatchObject({ subject: 'A gift: {{creditsAdded}}' });

    await page.getByRole('link', { name: /^Versions/ }).click();
    await page.waitForURL(({ pathname }) => pathname.endsWith('/versions'));
    await openRecord(page, page.locator('tbody tr').last().getByRole('link').first());
    await page.waitForURL(({ pathname }) => /versions\/[0-9a-f]{24}$/.test(pathname));
    await page
      .getByText('A gift: {{creditsAdded}}')
      .or(page.getByText('Your first session'))
      .first()
      .waitFor();
    await page
      .getByRole('button', { name: /^Restore/ })
      .first()
      .click();
    await page.getByRole('dialog').getByRole('button', { name: 'Confirm' }).click();
    await page.waitForURL(({ pathname }) => /email-templates\/[0-9a-f]{24}$/.test(pathname));
    expect(await published(key)).toMatchObject({ subject: before.subject, body: before.body });
    await context.close();
  });

  it('an editor cannot publish a broken template: the line is named, and what is sent stays', async () => {
    const visitor = await as('editor');
    visitor.expects(/422/);
    const { page } = visitor;
    const key = 'low-credit-warning';
    const before = await published(key);
    await open(page, key);
    await rewrite(page, 'your balance is running low', '{{nobody}} is running low');
    const line =
      (await source(page).inputValue()).split('\n').findIndex((text) => text.includes('{{nobody}}')) + 1;
    await page.getByRole('button', { name: `Line ${line}`, exact: true }).waitFor();
    await publish(page);
    await page
      .getByText(new RegExp(`not published: body – line ${line}: there is no variable nobody`))
      .waitFor();
    expect(await published(key)).toEqual(before);
    await page.getByRole('button', { name: `Line ${line}`, exact: true }).click();
    expect(
      await source(page).evaluate((area: HTMLTextAreaElement) =>
        area.value.slice(area.selectionStart, area.selectionEnd),
      ),
    ).toContain('{{nobody}}');
    // What was refused is not lost: it can be kept as a draft.
    await page.getByRole('button', { name: 'Save Draft' }).click();
    await page.getByText('saved successfully').waitFor();
    expect(await published(key)).toEqual(before);

    await page.getByRole('button', { name: 'Back to the default' }).click();
    await page.getByText('The default words are published').waitFor();
    await page.waitForFunction(
      () => !(document.querySelector('#field-body') as HTMLTextAreaElement).value.includes('nobody'),
    );
    expect(await published(key)).toMatchObject({ subject: before.subject, body: before.body });
    await visitor.context.close();
  });

  it('an editor gets a test of unsaved words, in the colours and with the sample chosen', async () => {
    const { page, context } = await as('editor');
    await open(page, 'started');
    const mark = `Waiting ${Date.now()}`;
    await page.locator('#field-subject').fill(`${mark}: {{otherPartyName}}`);
    await page.getByRole('button', { name: 'Dark' }).click();
    await page.getByRole('button', { name: 'Phone' }).click();
    await page.getByLabel('Shown with').selectOption('full');
    await preview(page).getByText('12 Harbour Lane, London EC2A 4NE').first().waitFor();
    expect(
      await preview(page)
        .locator('body')
        .evaluate(() => window.innerWidth),
    ).toBe(390);
    expect(await page.getByRole('option', { name: 'A real session…' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Send me a test' }).click();
    await page.getByText(`A test is on its way to ${addressOf('editor')}`).waitFor();
    const arrived = await mail(demo, addressOf('editor'), new RegExp(mark));
    expect(arrived.subject).toBe(`[Test] ${mark}: Dr Marcus Lindqvist`);
    expect(arrived.text).toContain('Where: 12 Harbour Lane');
    await context.close();
  });

  it('ops, who may not edit, see a mail with a real session found by name', async () => {
    const dana = await callAs(demo, 'clients', 'dana.reyes@northwind.example', DEMO_PASSWORD);
    await furnish(demo, dana);
    const { page, context } = await as('ops');
    await open(page, 'reminder-24h-client');
    expect(await page.getByRole('button', { name: /Publish|Back to the default/ }).count()).toBe(0);
    await page.getByLabel('Shown with').selectOption('session');
    await page.getByLabel('Session: a name, or its id').fill('Dana');
    await page.getByRole('list', { name: 'Sessions' }).getByRole('button').first().click();
    await preview(page).getByRole('heading', { name: 'See you soon, Dana' }).waitFor();
    await context.close();
  });
});
