import { callAs } from '../support/api';
import { type Stage } from '../support/browser';
import { arrive, ask, book, figure, newcomer } from '../support/client';
import { turnTo } from '../support/clock';
import { type Demo } from '../support/demo';
import { openHouse } from '../support/house';
import { calendarOf, mail } from '../support/inbox';
import { addressOf, AMELIA, enterAdmin } from '../support/staff';
import { until } from '../support/until';
import { DEMO_PASSWORD } from '../../../scripts/lib/demoAccounts.mjs';

interface Session {
  id: string;
  status: string;
  version: number;
  startsAt: string;
  outcome?: { credits?: string; rule?: string };
}

const HOUR_MS = 3_600_000;
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, timezoneId: 'Australia/Sydney' };

describe('a session, from booking to outcome', () => {
  let demo: Demo;
  let stage: Stage;
  const it = openHouse((house) => {
    ({ demo, stage } = house);
  });
  const upcoming = async (page: Parameters<typeof ask>[0]): Promise<Session> => {
    const { docs } = await ask<{ docs: Session[] }>(
      page,
      '/api/consultations?sort=-createdAt&depth=0&limit=1',
    );
    if (!docs[0]) throw new Error('There is no session.');
    return docs[0];
  };

  it('is booked on a phone in Sydney with a consultant in London, and moved to another time', async () => {
    const { page, context } = await stage.visitor(PHONE);
    const ada = newcomer('Ada');
    await arrive(page, demo, ada);
    await book(page, demo, { consultant: 'Amelia Hart', topic: 'Two hemispheres' });
    const before = await upcoming(page);
    const first = await calendarOf(demo, await mail(demo, ada.email, /^Booked/));

    await page.goto(`${demo.urls.web}/consultations/${before.id}`);
    await page
      .getByText(/Sydney time \(GMT\+1[01]\)/)
      .first()
      .waitFor();
    await page.getByRole('link', { name: 'Move this session' }).click();
    await page.getByRole('heading', { name: 'Which time suits you better?' }).waitFor();
    await page
      .getByRole('group')
      .getByRole('button', { name: /\d:\d\d [AP]M/ })
      .last()
      .click();
    await page.getByRole('heading', { name: 'Is the new time right?' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await page.getByLabel('Reason').fill('A flight was moved');
    await page.getByRole('button', { name: 'Move the session' }).click();
    await page.getByText('Your session has moved').waitFor();

    const after = await upcoming(page);
    expect(after).toMatchObject({ id: before.id, status: 'booked', version: before.version + 1 });
    expect(after.startsAt).not.toBe(before.startsAt);
    const second = await calendarOf(demo, await mail(demo, ada.email, /^New time/));
    const of = (calendar: string, line: string): string =>
      new RegExp(`^${line}:(.*)$`, 'm').exec(calendar)?.[1]?.trim() ?? '';
    expect([
      of(second, 'UID'),
      of(second, 'METHOD'),
      Number(of(second, 'SEQUENCE')) > Number(of(first, 'SEQUENCE')),
    ]).toEqual([of(first, 'UID'), 'REQUEST', true]);
    await mail(demo, AMELIA, new RegExp(`New time.*${ada.lastName}`));
    await page.goto(`${demo.urls.web}/dashboard`);
    expect([await figure(page, 'Available'), await figure(page, 'Set aside')]).toEqual([0, 1]);
    await context.close();
  });

  it('cancelled late says first that the credit is used, and uses it; moving is no longer offered', async () => {
    const { page, context } = await stage.visitor();
    const lou = newcomer('Lou');
    await arrive(page, demo, lou);
    await book(page, demo, { consultant: 'Amelia Hart', topic: 'Too late' });
    const { id, startsAt } = await upcoming(page);
    await turnTo(demo, Date.parse(startsAt) - 2 * HOUR_MS);
    await until('page that no longer offers to move', async () => {
      await page.goto(`${demo.urls.web}/consultations/${id}`);
      await page.getByRole('button', { name: 'Cancel this session' }).waitFor();
      return (await page.getByRole('link', { name: 'Move this session' }).count()) === 0;
    });
    await page.getByRole('button', { name: 'Cancel this session' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Your credit will be used').waitFor();
    await dialog.getByLabel('Reason').fill('A visitor came');
    await dialog.getByRole('button', { name: 'Cancel the session' }).click();
    await page.getByText('Cancelled', { exact: true }).waitFor();
    expect(await ask<Session>(page, `/api/consultations/${id}?depth=0`)).toMatchObject({
      status: 'cancelled',
      outcome: { credits: 'consumed', rule: 'client-cancelled-late' },
    });
    expect(await calendarOf(demo, await mail(demo, lou.email, /^Cancelled/))).toContain('METHOD:CANCEL');
    await context.close();
  });

  it('to which the client did not come is marked by the consultant, and corrected by the office', async () => {
    const client = await stage.visitor();
    const nat = newcomer('Nat');
    await arrive(client.page, demo, nat);
    await book(client.page, demo, { consultant: 'Amelia Hart', topic: 'Nobody there' });
    const { id, startsAt } = await upcoming(client.page);
    const { page, context } = await stage.visitor();
    await enterAdmin(page, demo, AMELIA);
    const record = `${demo.urls.admin}/collections/consultations/${id}`;
    await turnTo(demo, Date.parse(startsAt) + 20 * 60_000);
    await until('session that has started', async () => {
      await page.goto(record);
      return page.getByRole('button', { name: 'No-show…' }).isEnabled();
    });
    await page.getByRole('button', { name: 'No-show…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('The client did not come').check();
    await dialog.getByText('the credits are used').waitFor();
    await dialog.getByRole('button', { name: 'Record it' }).click();
    await page.getByText(/1 credit was used/).waitFor();

    const office = await stage.visitor();
    await enterAdmin(office.page, demo, addressOf('ops'));
    await office.page.goto(record);
    await office.page.getByRole('button', { name: 'Change the outcome…' }).click();
    const correction = office.page.getByRole('dialog');
    await correction.getByLabel('Technical failure').check();
    await correction.getByText('the credits are returned').waitFor();
    await correction.getByLabel('Reason').fill('The link was dead');
    await correction.getByRole('button', { name: 'Change the outcome' }).click();
    await office.page.getByText('The outcome is changed.').waitFor();
    await office.context.close();
    const ops = await callAs(demo, 'staff', addressOf('ops'), DEMO_PASSWORD);
    const { docs } = await ops.get<{ docs: { client: string }[] }>(
      `/api/consultations?where[id][equals]=${id}&depth=0`,
    );
    const history = await ops.get<{ docs: { kind: string }[] }>(
      `/api/credits/history?clientId=${docs[0]?.client}`,
    );
    expect(history.docs.map(({ kind }) => kind)).toEqual(['release', 'consume', 'hold', 'grant']);
    await Promise.all([context.close(), client.context.close()]);
  });

  it('is moved to another time and consultant by the office, from its record', async () => {
    const client = await stage.visitor();
    const rex = newcomer('Rex');
    await arrive(client.page, demo, rex);
    await book(client.page, demo, { consultant: 'Amelia Hart', topic: 'Another pair of eyes' });
    const { id } = await upcoming(client.page);
    const { page, context } = await stage.visitor();
    await enterAdmin(page, demo, addressOf('ops'));
    await page.goto(`${demo.urls.admin}/collections/consultations/${id}`);
    await page.getByRole('button', { name: 'Move or reassign…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Consultant').selectOption({ label: 'Kenji Tanaka' });
    await dialog.getByRole('button', { name: 'Later' }).click();
    await dialog.locator('.adm-slot').first().click();
    await dialog.getByLabel('Reason, for the mails').fill('Amelia is unwell');
    await dialog.getByRole('button', { name: 'Move session' }).click();
    await page.getByText('The session has moved').waitFor();
    await mail(demo, 'kenji.tanaka@insight-serenity.example', new RegExp(`New booking.*${rex.lastName}`));
    expect(
      await calendarOf(
        demo,
        await mail(demo, AMELIA, new RegExp(`(Handed over|Cancelled).*${rex.lastName}`)),
      ),
    ).toContain('METHOD:CANCEL');
    await client.page.goto(`${demo.urls.web}/consultations/${id}`);
    await client.page.getByRole('heading', { name: /with Kenji Tanaka/ }).waitFor();
    await Promise.all([context.close(), client.context.close()]);
  });

  it('is moved by the office to an evening outside working hours, typed by hand in the client’s zone', async () => {
    const client = await stage.visitor(PHONE);
    await arrive(client.page, demo, newcomer('Eve'));
    await book(client.page, demo, { consultant: 'Amelia Hart', topic: 'Only in the evening' });
    const { id, startsAt, version } = await upcoming(client.page);
    const other = await stage.visitor();
    await arrive(other.page, demo, newcomer('Ivo'));
    await book(other.page, demo, { consultant: 'Amelia Hart', topic: 'In the way' });
    const inTheWay = await upcoming(other.page);

    const staff = await stage.visitor();
    const { page, context } = staff;
    const dialog = page.getByRole('dialog');
    const open = async (session: string, reason: string): Promise<void> => {
      await page.goto(`${demo.urls.admin}/collections/consultations/${session}`);
      await page.getByRole('button', { name: 'Move or reassign…' }).click();
      await dialog.getByLabel('Reason, for the mails').fill(reason);
    };
    const type = async (instant: Date, zone: string): Promise<void> => {
      const [day = '', time = ''] = new Intl.DateTimeFormat('en-CA', {
        timeZone: zone,
        dateStyle: 'short',
        timeStyle: 'short',
        hourCycle: 'h23',
      })
        .format(instant)
        .split(', ');
      await dialog.getByLabel('Day', { exact: true }).fill(day);
      await dialog.getByLabel('Time', { exact: true }).fill(time);
    };
    await enterAdmin(page, demo, addressOf('ops'));
    await open(id, 'The client is free in the evening only');
    await dialog.getByText(/Or by hand, in Sydney time \(GMT\+1[01]\)/).waitFor();
    // In the evening in London; in the morning of the next day in Sydney.
    const evening = new Date(`${startsAt.slice(0, 10)}T21:45:00.000Z`);
    await type(new Date(evening.getTime() + 300_000), PHONE.timezoneId);
    await dialog.getByText('A quarter hour, please').waitFor();
    expect(await dialog.getByRole('button', { name: 'Move session' }).isDisabled()).toBe(true);
    await type(evening, PHONE.timezoneId);
    await dialog.getByText(/Chosen by hand: working hours/).waitFor();
    await dialog.getByRole('button', { name: 'Move session' }).click();
    await page.getByText('The session has moved').waitFor();
    expect(await ask<Session>(client.page, `/api/consultations/${id}?depth=0`)).toMatchObject({
      status: 'booked',
      version: version + 1,
      startsAt: evening.toISOString(),
    });

    // A claim is not overridden: the answer is shown, and nothing has moved.
    staff.expects(/409/);
    await open(inTheWay.id, 'To where somebody sits');
    await type(evening, 'America/New_York');
    await dialog.getByRole('button', { name: 'Move session' }).click();
    await dialog.getByText('This time has just been taken').waitFor();
    expect(await ask<Session>(other.page, `/api/consultations/${inTheWay.id}?depth=0`)).toMatchObject({
      version: inTheWay.version,
      startsAt: inTheWay.startsAt,
    });
    await Promise.all([context.close(), client.context.close(), other.context.close()]);
  });
});
