import AxeBuilder from '@axe-core/playwright';
import { type Page } from 'playwright-core';
import { callAs } from '../support/api';
import { type Stage } from '../support/browser';
import { arrive, ask, book, newcomer } from '../support/client';
import { turnTo } from '../support/clock';
import { type Demo } from '../support/demo';
import { feedbackPath } from '../support/feedback';
import { openHouse } from '../support/house';
import { addressOf, AMELIA, enterAdmin, openRecord } from '../support/staff';
import { DEMO_PASSWORD } from '../../../scripts/lib/demoAccounts.mjs';

const HOUR_MS = 3_600_000;
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true };
const WORDS = 'Clear <b>and</b> kind. {{recipientName}}';

interface Session {
  id: string;
  version: number;
  startsAt: string;
  consultant: string;
}

describe('after a session', () => {
  let demo: Demo;
  let stage: Stage;
  const it = openHouse((house) => {
    ({ demo, stage } = house);
  });

  async function completedSession(page: Page): Promise<Session> {
    const { docs } = await ask<{ docs: Session[] }>(
      page,
      '/api/consultations?sort=-createdAt&depth=0&limit=1',
    );
    const [session] = docs;
    if (!session) throw new Error('There is no session.');
    const ops = await callAs(demo, 'staff', addressOf('ops'), DEMO_PASSWORD);
    await turnTo(demo, Date.parse(session.startsAt) + HOUR_MS);
    const { docs: now } = await ops.get<{ docs: (Session & { status: string })[] }>(
      `/api/consultations?where[id][equals]=${session.id}&depth=0`,
    );
    // The clock of the product may have been quicker.
    if (now[0]?.status !== 'completed')
      await ops.post(`/api/consultations/${session.id}/complete`, {
        expectedVersion: now[0]?.version ?? 1,
      });
    return session;
  }

  const broken = async (page: Page): Promise<string[]> =>
    (await new AxeBuilder({ page }).analyze()).violations.map(
      ({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ')}`,
    );

  it('the client answers by the link, not signed in, on a phone, by keyboard; the office reads the words', async () => {
    const client = await stage.visitor();
    const ivy = newcomer('Ivy');
    await arrive(client.page, demo, ivy);
    await book(client.page, demo, { consultant: 'Amelia Hart', topic: 'One good hour' });
    const session = await completedSession(client.page);
    const link = demo.urls.web + (await feedbackPath(demo, session.id));
    await client.context.close();

    const { page, context } = await stage.visitor(PHONE);
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      // Opened anew: colours that are still changing are neither of both.
      await page.goto(link);
      await page.getByRole('heading', { name: 'How was your session with Amelia Hart?' }).waitFor();
      expect([colorScheme, await broken(page)]).toEqual([colorScheme, []]);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    expect(await page.content()).not.toContain(ivy.lastName);
    await page.getByRole('button', { name: 'Send feedback' }).click();
    await page.getByText('Please choose a rating.').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    expect(
      await page
        .getByRole('radiogroup', { name: 'Your rating' })
        .getByRole('radio', { checked: true })
        .getAttribute('value'),
    ).not.toBeNull();
    await page.getByRole('radio', { name: /5\s*Excellent/ }).check({ force: true });
    await page.getByLabel('Anything you would like to say').fill(WORDS);
    await page.getByRole('button', { name: 'Send feedback' }).click();
    await page.getByText('Your feedback has arrived.').waitFor();
    await page.goto(link);
    await page.getByRole('heading', { name: 'Thank you' }).waitFor();
    await page.goto(`${link.slice(0, -3)}xyz`);
    await page.getByRole('heading', { name: 'This link does not work' }).waitFor();
    await context.close();

    const ops = await callAs(demo, 'staff', addressOf('ops'), DEMO_PASSWORD);
    const { docs } = await ops.get<{ docs: unknown[] }>(
      `/api/session-feedback?where[consultation][equals]=${session.id}&depth=0`,
    );
    expect(docs).toMatchObject([{ rating: 5, comment: WORDS }]);
    const record = `${demo.urls.admin}/collections/consultants/${session.consultant}`;
    for (const [email, readsWords] of [
      [addressOf('ops'), true],
      [AMELIA, false],
    ] as const) {
      const staff = await stage.visitor();
      await enterAdmin(staff.page, demo, email);
      await staff.page.goto(record);
      const panel = staff.page.getByRole('region', { name: 'What clients thought' });
      await panel.getByText('5 of 5').first().waitFor();
      expect([email, (await panel.getByText(WORDS).count()) > 0]).toEqual([email, readsWords]);
      await staff.context.close();
    }
  });

  it("and before it, a calendar follows the client's private link until it is switched off", async () => {
    const { page, context } = await stage.visitor(PHONE);
    const eli = newcomer('Eli');
    await arrive(page, demo, eli);
    await book(page, demo, { consultant: 'Amelia Hart', topic: 'In my own calendar' });
    await page.goto(`${demo.urls.web}/consultations`);
    await page.getByRole('link', { name: 'your own calendar' }).click();
    await page.getByRole('button', { name: 'Make my link' }).click();
    const url = await page.getByLabel('Link for your calendar').inputValue();
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    const read = async (): Promise<[number, string]> => {
      const response = await fetch(url);
      return [response.status, await response.text()];
    };
    const [status, file] = await read();
    expect([status, file.includes('with Amelia Hart'), file.includes('In my own calendar')]).toEqual([
      200,
      true,
      false,
    ]);
    await page.reload();
    await page.getByText('is active.').waitFor();
    expect(await page.content()).not.toContain(url.slice(-40));
    await page.getByRole('button', { name: 'Switch it off' }).click();
    await page.getByText('You have no link at present.').waitFor();
    expect((await read())[0]).toBe(404);
    await context.close();
  });

  it('the consultant makes the same in the admin', async () => {
    const { page, context } = await stage.visitor();
    await enterAdmin(page, demo, AMELIA);
    await page.goto(`${demo.urls.admin}/collections/consultants`);
    await openRecord(page, page.locator('tbody').getByRole('link', { name: 'Amelia Hart' }));
    const panel = page.getByRole('region', { name: 'Your sessions in your own calendar' });
    await panel.getByRole('button', { name: /Make (my|a new) link/ }).click();
    const url = await panel.getByLabel(/Link for your calendar/).inputValue();
    expect([(await fetch(url)).status, url]).toEqual([
      200,
      expect.stringMatching(/\/api\/calendar\/[\w-]{43}\.ics$/),
    ]);
    await panel.getByRole('button', { name: 'Switch it off' }).click();
    await panel.getByText('You have no link at present.').waitFor();
    expect((await fetch(url)).status).toBe(404);
    await context.close();
  });
});
