import AxeBuilder from '@axe-core/playwright';
import { type Page } from 'playwright-core';
import { callAs } from './support/api';
import { arrive, newcomer, PASSWORD } from './support/client';
import { type Stage, type Visitor } from './support/browser';
import { type Demo } from './support/demo';
import { feedbackPath } from './support/feedback';
import { furnish } from './support/furnish';
import { holdSession } from './support/heldSession';
import { openHouse } from './support/house';
import { clientPages, heldPages, type ShownPage, VISITOR_PAGES } from './support/pages';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const NARROW = { width: 390, height: 844 };
const WIDE = { width: 1280, height: 900 };

describe('every page of the portal is for everybody', () => {
  let demo: Demo;
  let stage: Stage;
  let client: Visitor;
  let visitor: Visitor;
  let own: ShownPage[] = [];

  const it = openHouse(async (house) => {
    ({ demo, stage } = house);
    client = await stage.visitor();
    visitor = await stage.visitor();
    const iris = newcomer('Iris');
    await arrive(client.page, demo, iris);
    const caller = await callAs(demo, 'clients', iris.email, PASSWORD);
    const furnished = await furnish(demo, caller);
    const heldId = await holdSession(demo, caller, furnished);
    own = [...clientPages(furnished), ...heldPages({ heldId, feedback: await feedbackPath(demo, heldId) })];
  });

  /** Every page, shown to whom it is for; what is found, by page. */
  async function onEveryPage(
    find: (page: Page, shown: ShownPage) => Promise<string[]>,
  ): Promise<Record<string, string[]>> {
    const found: Record<string, string[]> = {};
    for (const [who, pages] of [
      [visitor, VISITOR_PAGES],
      [client, own],
    ] as const) {
      for (const shown of pages) {
        if (shown.expects) who.expects(shown.expects);
        await who.page.goto(demo.urls.web + shown.path);
        await shown.shows(who.page);
        const here = await find(who.page, shown);
        if (here.length > 0) found[shown.name] = here;
      }
    }
    return found;
  }
  const show = (options: { colorScheme?: 'light' | 'dark'; size?: typeof NARROW }) =>
    Promise.all(
      [client, visitor].map(async ({ page }) => {
        await page.emulateMedia({ colorScheme: options.colorScheme ?? 'light', reducedMotion: 'reduce' });
        await page.setViewportSize(options.size ?? WIDE);
      }),
    );

  async function violations(page: Page): Promise<string[]> {
    // Stripe's frame is Stripe's: the portal cannot change what is in it.
    const { violations: broken } = await new AxeBuilder({ page }).withTags(WCAG).exclude('iframe').analyze();
    return broken.map(
      ({ id, nodes: [first, ...others] }) =>
        `${id}, ${others.length + 1} times: ${first?.target.join(' ')}: ${first?.failureSummary}`,
    );
  }

  it('no page breaks a rule of WCAG A or AA in the light', async () => {
    await show({ colorScheme: 'light' });
    expect(await onEveryPage(violations)).toEqual({});
  });

  it('nor in the dark', async () => {
    await show({ colorScheme: 'dark' });
    expect(await onEveryPage(violations)).toEqual({});
  });

  it('nor on a phone with the menu open', async () => {
    await show({ size: NARROW });
    for (const { page } of [client, visitor]) {
      await page.goto(`${demo.urls.web}/packages`);
      await page.getByRole('button', { name: 'Menu' }).click();
      expect(await violations(page)).toEqual([]);
    }
  });

  it('no page scrolls sideways at 390 pixels', async () => {
    await show({ size: NARROW });
    const tooWide = await onEveryPage(async (page) => {
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      return width > NARROW.width ? [`${width} px wide`] : [];
    });
    expect(tooWide).toEqual({});
  });

  it('no page scrolls sideways at 320 pixels, as when a desktop zooms to 400 %', async () => {
    await show({ size: { width: 320, height: 640 } });
    const tooWide = await onEveryPage(async (page) => {
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      return width > 320 ? [`${width} px wide`] : [];
    });
    expect(tooWide).toEqual({});
  });
});
