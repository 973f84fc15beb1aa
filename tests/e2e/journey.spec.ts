import {
  book,
  cardFields,
  choosePackage,
  creditsAreHere,
  enterCard,
  figure,
  newcomer,
  pressPay,
  register,
  signIn,
  verify,
} from './support/client';
import { type Stage, type Visitor } from './support/browser';
import { type Demo } from './support/demo';
import { openHouse } from './support/house';
import { calendarOf, mail } from './support/inbox';
import { meetings } from './support/outside';
import { until } from './support/until';

const AMELIA = 'amelia.hart@insight-serenity.example';

/** The main job, by clicking: each test continues where the one before ended. */
describe('a newcomer buys, books, meets and cancels', () => {
  let demo: Demo;
  let stage: Stage;
  let visitor: Visitor;
  const rosa = newcomer('Rosa');
  const topic = 'Entering the Nordic market';
  let joinUrl = '';

  const it = openHouse(async (house) => {
    ({ demo, stage } = house);
    visitor = await stage.visitor();
  });
  const ourMeeting = async () => (await meetings(demo)).find(({ id }) => joinUrl.includes(`/${id}`));
  const ofAmelia = (subject: string) => mail(demo, AMELIA, new RegExp(`${subject}.*${rosa.lastName}`));

  it('registers, and is asked to look in the inbox', async () => {
    await register(visitor.page, demo, rosa);
    await visitor.page.getByText(rosa.email).waitFor();
  });

  it('cannot sign in before the address is confirmed, and is told why', async () => {
    const { page } = visitor;
    visitor.expects(/40[13]/);
    await page.goto(`${demo.urls.web}/login`);
    await page.getByLabel('E-mail').fill(rosa.email);
    await page.getByRole('textbox', { name: 'Password' }).fill('A-calm-harbour-9');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Please confirm your address first').waitFor();
  });

  it('confirms the address by the mail’s link and finds the trial credit after signing in', async () => {
    const { page } = visitor;
    await verify(page, demo, rosa);
    await page.getByRole('link', { name: 'Sign in' }).last().click();
    await page.waitForURL(({ pathname }) => pathname === '/login');
    await signIn(page, demo, rosa.email);
    expect(await figure(page, 'Available')).toBe(1);
    await mail(demo, rosa.email, /^Welcome/);
  });

  it('buys Discovery & Assessment with a card, and the credits appear without a reload', async () => {
    const { page } = visitor;
    await choosePackage(page, demo, 'Discovery & Assessment');
    await page.evaluate(() => Object.assign(window, { sameDocument: true }));
    await enterCard(page, '4242424242424242');
    expect(await cardFields(page).getByLabel('Card number').inputValue()).toBe('4242 4242 4242 4242');
    await pressPay(page);
    await creditsAreHere(page);
    await page.getByText(/4 credits from Discovery & Assessment \(\$4,500(\.00)?\)/).waitFor();
    expect(await page.evaluate(() => 'sameDocument' in window)).toBe(true);
    await page.getByRole('link', { name: 'To your dashboard' }).click();
    await page.waitForURL(({ pathname }) => pathname === '/dashboard');
    await page.getByText('4 of 4 credits left').waitFor();
    expect(await figure(page, 'Available')).toBe(5);
  });

  it('has the invoice in the mail and among the payments', async () => {
    const { page } = visitor;
    const receipt = await mail(demo, rosa.email, /^Payment received/);
    expect(receipt.text).toContain('$4,500');
    await page.goto(`${demo.urls.web}/payments`);
    await page
      .getByText(/Invoice IS-\d{4}-\d{6}/)
      .first()
      .waitFor();
    const href = await page.getByRole('link', { name: /Invoice/ }).getAttribute('href');
    const pdf = await page.evaluate(async (link) => {
      const answer = await fetch(link ?? '');
      return { type: answer.headers.get('content-type'), start: (await answer.text()).slice(0, 5) };
    }, href);
    expect(pdf).toEqual({ type: 'application/pdf', start: '%PDF-' });
  });

  it('books Amelia in her own time zone and gets the link to join', async () => {
    const { page } = visitor;
    await book(page, demo, { consultant: 'Amelia Hart', topic });
    await page
      .getByText(/New York time \(GMT-[45]\)/)
      .first()
      .waitFor();
    const join = page.getByRole('link', { name: 'Join the session' });
    await join.waitFor({ timeout: 120_000 });
    joinUrl = (await join.getAttribute('href')) ?? '';
    await page.goto(`${demo.urls.web}/dashboard`);
    expect([await figure(page, 'Available'), await figure(page, 'Set aside')]).toEqual([4, 1]);
  });

  it('comes to the meeting by that link', async () => {
    const page = await visitor.context.newPage();
    await page.goto(joinUrl);
    await page.getByText('Simulated meeting').first().waitFor();
    await page.close();
  });

  it('finds an invitation in both inboxes, for the same event', async () => {
    const mails = await Promise.all([mail(demo, rosa.email, /^Booked/), ofAmelia('New booking')]);
    const [own = '', other = ''] = await Promise.all(mails.map((one) => calendarOf(demo, one)));
    expect(own).toContain('METHOD:REQUEST');
    expect(other).toContain('METHOD:REQUEST');
    expect(uidOf(own)).toBe(uidOf(other));
  });

  it('sees what cancelling does to the credit before confirming, and then has it back', async () => {
    const { page } = visitor;
    await page.goto(`${demo.urls.web}/consultations`);
    await page
      .getByRole('link', { name: /with Amelia Hart/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Cancel this session' }).click();
    const dialog = page.getByRole('dialog', { name: 'Cancel this session?' });
    await dialog.getByText('Your credit will be returned').waitFor();
    await dialog.getByLabel('Reason').fill('The board meeting was moved');
    await dialog.getByRole('button', { name: 'Cancel the session' }).click();
    await page.getByRole('status').filter({ hasText: 'Cancelled' }).waitFor();
    await page.goto(`${demo.urls.web}/dashboard`);
    expect([await figure(page, 'Available'), await figure(page, 'Set aside')]).toEqual([5, 0]);
  });

  it('leaves no meeting at Zoom and takes the event out of both calendars', async () => {
    await until('deletion of the meeting', async () => (await ourMeeting())?.deletedAt);
    const mails = await Promise.all([mail(demo, rosa.email, /^Cancelled/), ofAmelia('Cancelled')]);
    const parts = await Promise.all(mails.map((one) => calendarOf(demo, one)));
    for (const part of parts) expect(part).toContain('METHOD:CANCEL');
    const invitation = await calendarOf(demo, await mail(demo, rosa.email, /^Booked/));
    expect(uidOf(parts[0] ?? '')).toBe(uidOf(invitation));
  });

  it('leaves books that agree', async () => {
    expect(await demo.script('audit')).toMatchObject({ code: 0 });
  });
});

const uidOf = (calendar: string): string | undefined => /^UID:(.+)$/m.exec(calendar)?.[1]?.trim();
