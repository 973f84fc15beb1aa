/**
 * npm run pictures            every portal page and the main admin pages, light and dark, at three widths
 * npm run pictures -- --docs  besides, the two pictures of the README
 * npm run pictures -- --only '^(portal-consultation|admin-session)'  those whose name fits
 * npm run pictures -- --long  with people and things that have very long names
 * npm run pictures -- --mails all mails instead, light and dark, at 390 and 720 px; needs no demo
 *
 * They go to .data/pictures, mails to .data/pictures/mails.
 *
 * Takes them from the demo whose ready file E2E_READY_FILE names, else from one of its own.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { MongoClient } from 'mongodb';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import sharp from 'sharp';
import { callAs } from '../tests/e2e/support/api';
import { signIn } from '../tests/e2e/support/client';
import { type Demo, openDemo } from '../tests/e2e/support/demo';
import { feedbackPath } from '../tests/e2e/support/feedback';
import { furnish } from '../tests/e2e/support/furnish';
import { giveUpMeeting } from '../tests/e2e/support/givenUp';
import { holdSession } from '../tests/e2e/support/heldSession';
import { giveLongNames } from '../tests/e2e/support/longNames';
import {
  ADMIN_PAGES,
  clientPages,
  consultantPages,
  givenUpPages,
  heldPages,
  sessionPages,
  type ShownPage,
  VISITOR_PAGES,
  WORKBENCH_PAGES,
} from '../tests/e2e/support/pages';
import { addressOf, AMELIA, enterAdmin } from '../tests/e2e/support/staff';
import { CHROMIUM_FLAGS, findChromium, NO_CHROMIUM } from './lib/chromium.mjs';
import { DEMO_PASSWORD } from './lib/demoAccounts.mjs';
import { takeMailPictures } from './lib/mailPictures';

const WIDTHS = [390, 768, 1440];
const SCHEMES = ['light', 'dark'] as const;
const HEIGHTS: Record<number, number> = { 390: 844, 768: 1024, 1440: 900 };
const LARGEST = 250_000;
const folder = resolve('.data', 'pictures');
const { values: asked } = parseArgs({
  options: {
    docs: { type: 'boolean' },
    mails: { type: 'boolean' },
    long: { type: 'boolean' },
    only: { type: 'string', default: '' },
  },
});
const wanted = new RegExp(asked.only);

async function takeOne(page: Page, base: string, shown: ShownPage, file: string): Promise<void> {
  try {
    await page.goto(base + shown.path);
    await shown.shows(page);
    // Bars that stick to the top are drawn where the page was scrolled to.
    if (!shown.onlyScreen) await page.evaluate(() => window.scrollTo(0, 0));
    await page.screenshot({ path: file, fullPage: !shown.onlyScreen, animations: 'disabled' });
  } catch (error) {
    console.log(`${file}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
    await page.screenshot({ path: file });
  }
}

/** One page in each width and scheme. */
async function takeAll(page: Page, base: string, who: string, shown: ShownPage): Promise<void> {
  for (const colorScheme of SCHEMES) {
    for (const width of WIDTHS) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: HEIGHTS[width] ?? 900 });
      await takeOne(page, base, shown, join(folder, `${who}-${shown.name}-${width}-${colorScheme}.png`));
    }
  }
  console.log(`${who} ${shown.name}`);
}

async function forReadme(
  page: Page,
  { address, shows, name }: { address: string; shows: ShownPage['shows']; name: string },
): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.setViewportSize({ width: 1280, height: 860 });
  await page.goto(address);
  await shows(page);
  const full = await page.screenshot({ animations: 'disabled' });
  const small = await sharp(full).png({ palette: true, quality: 90, effort: 10 }).toBuffer();
  if (small.length > LARGEST) throw new Error(`${name} has ${small.length} bytes, more than ${LARGEST}.`);
  await mkdir(resolve('docs', 'pictures'), { recursive: true });
  await writeFile(resolve('docs', 'pictures', `${name}.png`), small);
  console.log(`docs/pictures/${name}.png: ${Math.round(small.length / 1000)} kB`);
}

async function giveUp(demo: Demo): Promise<string> {
  const database = await new MongoClient(demo.env.DATABASE_URI ?? '').connect();
  try {
    return (await giveUpMeeting(database))._id.toHexString();
  } finally {
    await database.close();
  }
}

async function take(demo: Demo, open: () => Promise<BrowserContext>): Promise<void> {
  const pageOf = async () => (await open()).newPage();
  const dana = await callAs(demo, 'clients', 'dana.reyes@northwind.example', DEMO_PASSWORD);
  const furnished = await furnish(demo, dana);
  const [visitor, client, owner, consultant] = [
    await pageOf(),
    await pageOf(),
    await pageOf(),
    await pageOf(),
  ];
  await signIn(client, demo, 'dana.reyes@northwind.example', DEMO_PASSWORD);
  await enterAdmin(owner, demo, addressOf('owner'));
  await enterAdmin(consultant, demo, AMELIA);

  if (asked.docs) {
    // As a usual day looks: before anything is given up or the clock is moved.
    const [dashboard] = clientPages(furnished);
    const [start] = ADMIN_PAGES;
    if (dashboard)
      await forReadme(client, { ...dashboard, address: demo.urls.web + dashboard.path, name: 'portal' });
    if (start) await forReadme(owner, { ...start, address: demo.urls.web + start.path, name: 'admin' });
  }
  const heldId = await holdSession(demo, dana, furnished);
  if (asked.long) await giveLongNames(demo, dana.id, furnished);
  const effectId = await giveUp(demo);
  const own = [
    ...clientPages(furnished),
    ...heldPages({ heldId, feedback: await feedbackPath(demo, heldId) }),
  ];
  const all: [Page, string, ShownPage[]][] = [
    [visitor, 'portal', VISITOR_PAGES],
    [client, 'portal', own],
    [
      owner,
      'admin',
      [
        ...ADMIN_PAGES,
        ...sessionPages({ ...furnished, heldId }),
        ...givenUpPages(effectId),
        ...WORKBENCH_PAGES,
      ],
    ],
    [consultant, 'consultant', consultantPages(furnished)],
  ];
  for (const [page, who, pages] of all) {
    for (const shown of pages)
      if (wanted.test(`${who}-${shown.name}`)) await takeAll(page, demo.urls.web, who, shown);
  }
}

async function mails(browser: Browser): Promise<void> {
  const wrong = await takeMailPictures(browser, join(folder, 'mails'));
  for (const words of wrong) console.error(words);
  console.log(`All of them on one page: ${join(folder, 'mails', 'index.html')}`);
  if (wrong.length > 0) process.exitCode = 1;
}

async function pages(browser: Browser): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const demo = await openDemo();
  try {
    await take(demo, () => browser.newContext({ timezoneId: 'America/New_York', locale: 'en-US' }));
  } finally {
    await demo.close();
  }
}

const program = await findChromium({ log: console.log });
if (!program) throw new Error(NO_CHROMIUM);
const browser = await chromium.launch({ executablePath: program, args: CHROMIUM_FLAGS });
try {
  await (asked.mails ? mails(browser) : pages(browser));
} finally {
  await browser.close();
}
