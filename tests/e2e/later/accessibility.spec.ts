import AxeBuilder from '@axe-core/playwright';
import { type Page } from 'playwright-core';
import { callAs } from '../support/api';
import { arrive, newcomer, PASSWORD } from '../support/client';
import { type Stage, type Visitor } from '../support/browser';
import { type Demo } from '../support/demo';
import { feedbackPath } from '../support/feedback';
import { furnish } from '../support/furnish';
import { holdSession } from '../support/heldSession';
import { openHouse } from '../support/house';
import { clientPages, heldPages, type ShownPage, VISITOR_PAGES } from '../support/pages';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const NARROW = { width: 390, height: 844 };
const ZOOMED = { width: 320, height: 640 };
const WIDE = { width: 1280, height: 900 };

type Look = 'light' | 'dark' | 'phone' | 'zoomed';

describe('every page of the portal is for everybody', () => {
  let demo: Demo;
  let stage: Stage;
  let client: Visitor;
  let visitor: Visitor;
  let own: ShownPage[] = [];
  /** What was found, by page, and how many pages were looked at. */
  const found: Record<Look, Record<string, string[]>> = { light: {}, dark: {}, phone: {}, zoomed: {} };
  const seen: Record<Look, number> = { light: 0, dark: 0, phone: 0, zoomed: 0 };

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

  /** What is wrong with the page, by way of looking at it. Each page is opened once and looked at in every way. */
  const LOOKS: Record<Look, (page: Page) => Promise<string[]>> = {
    light: violations,
    dark: async (page) => {
      await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
      await atRest(page);
      return violations(page);
    },
    phone: (page) => tooWide(page, NARROW),
    zoomed: (page) => tooWide(page, ZOOMED),
  };

  async function lookAt(page: Page, shown: ShownPage): Promise<void> {
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await page.setViewportSize(WIDE);
    await page.goto(demo.urls.web + shown.path);
    await shown.shows(page);
    for (const [look, find] of Object.entries(LOOKS)) {
      const here = await find(page);
      if (here.length > 0) found[look as Look][shown.name] = here;
      seen[look as Look] += 1;
    }
  }

  /** Colours change by degrees: on the way they are nobody's. */
  const atRest = (page: Page): Promise<unknown> =>
    page.evaluate(async () => {
      const changing = document.getAnimations().filter((one) => one instanceof CSSTransition);
      await Promise.allSettled(changing.map(({ finished }) => finished));
    });

  async function tooWide(page: Page, size: typeof NARROW): Promise<string[]> {
    await page.setViewportSize(size);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    return width > size.width ? [`${width} px wide`] : [];
  }

  async function violations(page: Page): Promise<string[]> {
    // Stripe's frame is Stripe's: the portal cannot change what is in it.
    const { violations: broken } = await new AxeBuilder({ page }).withTags(WCAG).exclude('iframe').analyze();
    return broken.map(
      ({ id, nodes: [first, ...others] }) =>
        `${id}, ${others.length + 1} times: ${first?.target.join(' ')}: ${first?.failureSummary}`,
    );
  }

  it('every page opens, without a complaint', async () => {
    for (const [who, pages] of [
      [visitor, VISITOR_PAGES],
      [client, own],
    ] as const) {
      for (const shown of pages) {
        if (shown.expects) who.expects(shown.expects);
        await lookAt(who.page, shown);
      }
    }
  });

  /** That nothing was found, on as many pages as there are. */
  async function nothingFound(look: Look): Promise<void> {
    expect(seen[look]).toBe(VISITOR_PAGES.length + own.length);
    expect(found[look]).toEqual({});
  }

  it('no page breaks a rule of WCAG A or AA in the light', () => nothingFound('light'));

  it('nor in the dark', () => nothingFound('dark'));

  it('no page scrolls sideways at 390 pixels', () => nothingFound('phone'));

  it('nor at 320 pixels, as when a desktop zooms to 400 %', () => nothingFound('zoomed'));

  it('no rule is broken on a phone with the menu open', async () => {
    for (const { page } of [client, visitor]) {
      await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
      await page.setViewportSize(NARROW);
      await page.goto(`${demo.urls.web}/packages`);
      await page.getByRole('button', { name: 'Menu' }).click();
      expect(await violations(page)).toEqual([]);
    }
  });
});
