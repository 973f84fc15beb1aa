/**
 * Pictures of every e-mail template with its sample, for people to look at:
 *   npx tsx scripts/screenshots-emails.mjs [folder] [key…]
 * Writes HTML and text too. Each template is taken at 390 and 720 px, light and dark. Needs Chromium (CHROMIUM_PATH).
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { sampleBrand } from '../src/emails/brand.ts';
import { catalog, TEMPLATE_KEYS } from '../src/emails/catalog.ts';
import { defaultTemplate } from '../src/emails/defaults.ts';
import { renderEmail } from '../src/emails/render.ts';

const [folder = '.data/emails', ...wanted] = process.argv.slice(2);
const keys = wanted.length > 0 ? TEMPLATE_KEYS.filter((key) => wanted.includes(key)) : TEMPLATE_KEYS;
const views = ['light', 'dark'].flatMap((colorScheme) => [390, 720].map((width) => ({ colorScheme, width })));

async function takePicture(browser, html, file, { colorScheme, width }) {
  const page = await browser.newPage({ colorScheme, viewport: { width, height: 400 } });
  await page.setContent(html);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (overflow > 0) console.error(`${file}: ${overflow} px too wide`);
  await page.screenshot({ path: file, fullPage: true });
  await page.close();
}

mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
try {
  for (const key of keys) {
    const { subject, html, text } = await renderEmail({ key, template: defaultTemplate(key), variables: catalog[key].sample, brand: sampleBrand });
    const file = path.join(folder, key);
    writeFileSync(`${file}.html`, html);
    writeFileSync(`${file}.txt`, `${subject}\n\n${text}`);
    for (const view of views) await takePicture(browser, html, `${file}-${view.width}-${view.colorScheme}.png`, view);
    console.log(`${key}: ${subject} (${Math.round(html.length / 1000)} kB)`);
  }
} finally {
  await browser.close();
}
