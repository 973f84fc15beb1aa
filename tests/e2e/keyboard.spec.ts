import { type Locator, type Page } from 'playwright-core';
import { newcomer, PASSWORD, register, verify } from './support/client';
import { type Stage } from './support/browser';
import { type Demo } from './support/demo';
import { openHouse } from './support/house';

const MOST_TABS = 80;

/** Presses Tab until the focus is on what is wanted; every stop on the way must be seen. */
async function tabTo(page: Page, wanted: Locator, most = MOST_TABS): Promise<void> {
  await wanted.waitFor();
  for (let pressed = 0; pressed < most; pressed += 1) {
    await page.keyboard.press('Tab');
    const { element, isSeen } = await focusStyle(page);
    if (!isSeen) throw new Error(`Nobody sees that the focus is on ${element}`);
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${most} presses of Tab do not lead to ${String(wanted)}`);
}

/** Waits until the heading of a new step has the focus, as it is read out: who presses Tab goes on from there. */
async function isRead(page: Page, title: string): Promise<void> {
  const heading = await page.getByRole('heading', { name: title }).elementHandle();
  await page.waitForFunction((element) => element === document.activeElement, heading);
}

/** Whether the element with the focus, or the label drawn in its place, has an outline on the screen. */
const focusStyle = (page: Page): Promise<{ element: string; isSeen: boolean }> =>
  page.evaluate(() => {
    const focused = document.activeElement ?? document.body;
    const drawn = focused.matches('input[type=radio]') ? (focused.closest('label') ?? focused) : focused;
    const { outlineStyle, outlineWidth } = getComputedStyle(drawn);
    const { width, height } = drawn.getBoundingClientRect();
    const isOutlined = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
    // Past the last stop the focus leaves the page, to the browser.
    return {
      element: focused.outerHTML.slice(0, 200),
      isSeen: focused === document.body || (isOutlined && width > 0 && height > 0),
    };
  });

describe('with the keyboard alone', () => {
  let demo: Demo;
  let stage: Stage;

  const it = openHouse((house) => {
    ({ demo, stage } = house);
  }, 400);

  it('a client signs in and books, and always sees where the focus is', async () => {
    const { page } = await stage.visitor();
    const kim = newcomer('Kim');
    await register(page, demo, kim);
    await verify(page, demo, kim);

    await page.goto(`${demo.urls.web}/login?next=/book`);
    await tabTo(page, page.getByRole('link', { name: 'Skip to the content' }));
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByLabel('E-mail'));
    await page.keyboard.type(kim.email);
    await tabTo(page, page.getByRole('textbox', { name: 'Password' }));
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');

    await page.waitForURL(({ pathname }) => pathname === '/book');
    // A page that has just opened takes the focus from nobody: the first stop is the way past the navigation.
    await page.reload();
    await page.getByRole('button', { name: 'Choose Amelia Hart', disabled: false }).waitFor();
    await tabTo(page, page.getByRole('link', { name: 'Skip to the content' }), 1);
    await tabTo(page, page.getByRole('button', { name: 'Choose Amelia Hart' }));
    await page.keyboard.press('Enter');
    await isRead(page, 'How long shall it be?');
    await tabTo(
      page,
      page.getByRole('listitem').filter({ hasText: '60 minutes' }).getByRole('button').first(),
    );
    await page.keyboard.press('Enter');
    await isRead(page, 'When does it suit you?');
    await tabTo(page, page.getByRole('radio', { checked: true }));
    await page.keyboard.press('ArrowDown');
    await tabTo(
      page,
      page
        .getByRole('group')
        .getByRole('button', { name: /\d:\d\d [AP]M/ })
        .first(),
    );
    await page.keyboard.press('Enter');
    await isRead(page, 'Is everything right?');
    await tabTo(page, page.getByLabel('Topic'));
    await page.keyboard.type('By keyboard');
    await tabTo(page, page.getByRole('button', { name: 'Confirm booking' }));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Your session is booked' }).waitFor();
  });
});
