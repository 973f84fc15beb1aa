import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser } from 'playwright-core';
import { sampleBrand } from '../../src/emails/brand';
import { catalog, TEMPLATE_KEYS } from '../../src/emails/catalog';
import { defaultTemplate } from '../../src/emails/defaults';
import { renderEmail, type RenderedEmail } from '../../src/emails/render';
import { SAMPLE_KINDS, sampleOf } from '../../src/emails/samples';
import { escapeHtml } from '../../src/emails/values';

const VIEWS = (['light', 'dark'] as const).flatMap((colorScheme) =>
  [390, 720].map((width) => ({ colorScheme, width, name: `${width}-${colorScheme}` })),
);

interface Mail extends RenderedEmail {
  key: string;
}

/** One mail in one view. @returns what does not fit, or nothing */
async function takePicture(
  browser: Browser,
  folder: string,
  mail: Mail,
  { colorScheme, width, name }: (typeof VIEWS)[number],
): Promise<string[]> {
  const page = await browser.newPage({ colorScheme, viewport: { width, height: 400 } });
  await page.setContent(mail.html);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  await page.screenshot({ path: join(folder, `${mail.key}-${name}.png`), fullPage: true });
  await page.close();
  return overflow > 0 ? [`${mail.key} at ${name} is ${overflow} px too wide`] : [];
}

const cell = (mail: Mail, view: string): string =>
  `<td><a href="${mail.key}-${view}.png"><img src="${mail.key}-${view}.png" alt="${mail.key}, ${view}"></a></td>`;

/** One page with all of them: a row for each mail, with what an inbox shows of it. */
function contactSheet(mails: Mail[], views = VIEWS): string {
  const rows = mails.map((mail) => {
    const said = `${escapeHtml(mail.subject)}<br><i>${escapeHtml(mail.preheader)}</i>`;
    const cells = views.map(({ name }) => cell(mail, name));
    return `<tr><th><b>${mail.key}</b><br>${said}</th>${cells.join('')}</tr>`;
  });
  return `<!doctype html><meta charset="utf-8"><title>All mails</title>
<style>body{margin:24px;font:15px/1.5 system-ui;background:#888}
th{width:220px;padding:12px;vertical-align:top;text-align:left;font-weight:400;background:#fff;overflow-wrap:anywhere}
td{padding:8px;vertical-align:top}img{display:block;width:100%;max-width:360px}</style>
<table><tr><td></td>${views.map(({ name }) => `<td>${name}</td>`).join('')}</tr>${rows.join('')}</table>`;
}

/**
 * Pictures of all mails in each sample that differs from the usual one, light and dark, on a phone and a desktop; one
 * page that shows them all (`index.html`), and that page as pictures of five mails each.
 * @returns what does not fit its width
 */
export async function takeMailPictures(browser: Browser, folder: string): Promise<string[]> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const mails: Mail[] = [];
  for (const key of TEMPLATE_KEYS) {
    for (const kind of SAMPLE_KINDS) {
      const rendered = await renderEmail({
        key,
        template: defaultTemplate(key),
        variables: sampleOf(key, kind),
        brand: sampleBrand,
      });
      if (kind !== 'usual' && mails.some((known) => known.html === rendered.html)) continue;
      mails.push({ key: kind === 'usual' ? key : `${key}-${kind}`, ...rendered });
    }
  }
  const wrong: string[] = [];
  for (const mail of mails) {
    for (const view of VIEWS) wrong.push(...(await takePicture(browser, folder, mail, view)));
    await writeFile(join(folder, `${mail.key}.txt`), `${mail.subject}\n${mail.preheader}\n\n${mail.text}`);
  }
  await writeFile(join(folder, 'index.html'), contactSheet(mails));
  await photographSheets(
    browser,
    folder,
    mails.filter(({ key }) => Object.hasOwn(catalog, key)),
  );
  return wrong;
}

async function photographSheets(browser: Browser, folder: string, mails: Mail[]): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1800, height: 900 } });
  for (let from = 0; from < mails.length; from += 5) {
    const file = join(folder, 'sheet.html');
    await writeFile(file, contactSheet(mails.slice(from, from + 5)));
    await page.goto(pathToFileURL(file).href);
    await page.screenshot({ path: join(folder, `sheet-${from / 5 + 1}.png`), fullPage: true });
    await rm(file);
  }
  await page.close();
}
