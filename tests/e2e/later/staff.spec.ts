import { callAs } from '../support/api';
import { type Stage, type Visitor } from '../support/browser';
import { arrive, ask, figure, newcomer } from '../support/client';
import { turnTo } from '../support/clock';
import { type Demo } from '../support/demo';
import { openHouse } from '../support/house';
import { calendarOf, mail } from '../support/inbox';
import { addressOf, AMELIA, enterAdmin, openRecord, pick } from '../support/staff';
import { until } from '../support/until';
import { DEMO_PASSWORD } from '../../../scripts/lib/demoAccounts.mjs';

/** What each role finds in the menu of the admin, and what it does not. */
const MENUS: { email: string; sees: string[]; doesNotSee: string[] }[] = [
  {
    email: addressOf('owner'),
    sees: ['Consultations', 'Payments', 'Packages', 'Staff', 'Settings', 'Audit log'],
    doesNotSee: [],
  },
  {
    email: addressOf('ops'),
    sees: ['Consultations', 'Clients', 'Payments', 'Messages'],
    doesNotSee: ['Staff', 'Settings'],
  },
  {
    email: addressOf('finance'),
    sees: ['Payments', 'Ledger', 'Credit grants'],
    doesNotSee: ['Staff', 'Settings', 'Consultants'],
  },
  {
    email: addressOf('editor'),
    sees: ['Packages', 'E-mail templates'],
    doesNotSee: ['Payments', 'Clients', 'Consultations', 'Ledger', 'Staff'],
  },
  {
    email: AMELIA,
    sees: ['Consultations', 'Clients'],
    doesNotSee: ['Payments', 'Packages', 'Credit grants', 'Ledger', 'Staff', 'Settings'],
  },
];

describe('staff in the admin', () => {
  let demo: Demo;
  let stage: Stage;

  const it = openHouse((house) => {
    ({ demo, stage } = house);
  }, 400);
  const as = async (email: string): Promise<Visitor> => {
    const visitor = await stage.visitor();
    await enterAdmin(visitor.page, demo, email);
    return visitor;
  };

  for (const { email, sees, doesNotSee } of MENUS) {
    it(`${email} finds what the role needs, and nothing else`, async () => {
      const { page, context } = await as(email);
      const menu = await page.locator('nav a').allInnerTexts();
      expect(menu).toEqual(expect.arrayContaining(sees));
      for (const name of doesNotSee) expect(menu).not.toContain(name);
      await context.close();
    });
  }

  it('an editor who types the address of the payments is shown none', async () => {
    const visitor = await as(addressOf('editor'));
    visitor.expects(/40[34]/);
    const answer = await visitor.page.goto(`${demo.urls.admin}/collections/payments`);
    expect(answer?.status()).not.toBe(500);
    expect(await visitor.page.getByText('Discovery & Assessment').count()).toBe(0);
    await visitor.context.close();
  });

  it('an owner edits a package, and the portal shows it', async () => {
    const { page, context } = await as(addressOf('owner'));
    const rewrite = async (text: string): Promise<void> => {
      await page.goto(`${demo.urls.admin}/collections/packages`);
      await openRecord(page, page.getByRole('link', { name: 'Quarterly Advisory' }));
      await page.locator('#field-description').fill(text);
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Updated successfully').waitFor();
    };
    await page.goto(`${demo.urls.admin}/collections/packages`);
    await openRecord(page, page.getByRole('link', { name: 'Quarterly Advisory' }));
    const before = await page.locator('#field-description').inputValue();
    await rewrite('A steady hand for a quarter, with an agenda agreed each month.');
    const reader = await stage.visitor();
    await reader.page.goto(`${demo.urls.web}/packages`);
    await reader.page.getByText('with an agenda agreed each month').waitFor();
    await rewrite(before);
    await context.close();
  });

  it('ops assign credits with a reason from the client’s record, and not more than their limit', async () => {
    const client = await stage.visitor();
    const cora = newcomer('Cora');
    await arrive(client.page, demo, cora);
    const visitor = await as(addressOf('ops'));
    const { page } = visitor;
    const { id } = await ask<{ docs: { id: string }[] }>(
      page,
      `/api/clients?where[email][equals]=${cora.email}`,
    ).then(({ docs }) => docs[0] ?? { id: '' });
    await page.goto(`${demo.urls.admin}/collections/clients/${id}`);
    const assign = async (credits: string): Promise<void> => {
      await page.getByRole('button', { name: 'Assign credits…' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Credits', { exact: true }).fill(credits);
      await dialog.getByLabel('Reason').selectOption({ index: 1 });
      await dialog.getByLabel('Note').fill('The last session was cut short');
      await dialog.getByRole('button', { name: 'Assign credits' }).click();
    };
    await assign('7');
    await page.getByText(/7 credits assigned/).waitFor();
    visitor.expects(/40[039]|422/);
    await assign('5');
    await page
      .getByRole('dialog')
      .getByText(/limit|at most|10/)
      .last()
      .waitFor();
    await client.page.goto(`${demo.urls.web}/dashboard`);
    expect(await figure(client.page, 'Available')).toBe(8);
    await client.page.goto(`${demo.urls.web}/credits`);
    await client.page.getByText('our team').first().waitFor();
    await visitor.context.close();
  });

  it('ops book by hand, and complete the session when it is over: mails, ledger and balance agree', async () => {
    const client = await stage.visitor();
    const bo = newcomer('Bo');
    await arrive(client.page, demo, bo);
    const { page, context } = await as(addressOf('ops'));

    await page.goto(`${demo.urls.admin}/collections/consultations/create`);
    await pick(page, 'client', bo.email.slice(0, 12));
    await pick(page, 'consultant', 'Amelia');
    await pick(page, 'type', '60');
    await page.getByRole('button', { name: 'Later' }).click();
    await page.locator('.adm-slot').first().click();
    await page.getByRole('button', { name: 'Book session' }).click();
    await page.waitForURL(({ pathname }) => /consultations\/[0-9a-f]{24}$/.test(pathname));
    expect(await calendarOf(demo, await mail(demo, bo.email, /^Booked/))).toContain('METHOD:REQUEST');
    await mail(demo, AMELIA, new RegExp(`New booking.*${bo.lastName}`));

    const record = page.url();
    const { startsAt } = await ask<{ startsAt: string }>(
      page,
      `/api/consultations/${record.slice(-24)}?depth=0`,
    );
    await turnTo(demo, Date.parse(startsAt) + 10 * 60_000);
    await until('session that may be completed', async () => {
      await page.goto(record);
      return page.getByRole('button', { name: 'Complete…' }).isEnabled();
    });
    await page.getByRole('button', { name: 'Complete…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Complete session' }).click();
    await page.getByText(/1 credit was used/).waitFor();
    await mail(demo, bo.email, /^Thank you for your session/);
    await mail(demo, AMELIA, new RegExp(`Completed.*${bo.lastName}`));

    const staff = await callAs(demo, 'staff', addressOf('ops'), DEMO_PASSWORD);
    const found = await staff.get<{ docs: { id: string }[] }>(
      `/api/clients?where[email][equals]=${bo.email}`,
    );
    const clientId = found.docs[0]?.id ?? '';
    const balance = await staff.get<{ available: number; held: number; used: number }>(
      `/api/credits/balance?clientId=${clientId}`,
    );
    expect(balance).toMatchObject({ available: 0, held: 0, used: 1 });
    const ledger = await staff.get<{ docs: { kind: string }[] }>(`/api/credits/history?clientId=${clientId}`);
    expect(ledger.docs.map(({ kind }) => kind)).toEqual(['consume', 'hold', 'grant']);
    await context.close();
  });
});
