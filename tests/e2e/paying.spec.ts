import {
  arrive,
  ask,
  bank,
  cardFields,
  choosePackage,
  creditsAreHere,
  enterCard,
  figure,
  newcomer,
  pressPay,
} from './support/client';
import { type Stage, type Visitor } from './support/browser';
import { type Demo } from './support/demo';
import { openHouse } from './support/house';
import { stripeWebhooks } from './support/outside';
import { until } from './support/until';

const PACKAGE = 'Discovery & Assessment';

describe('paying when it does not go smoothly', () => {
  let demo: Demo;
  let stage: Stage;
  let visitor: Visitor;

  const it = openHouse((house) => {
    ({ demo, stage } = house);
  });
  beforeEach(async () => {
    visitor = await stage.visitor();
    await arrive(visitor.page, demo, newcomer('Paula'));
  });
  afterEach(async () => {
    await stripeWebhooks(demo, { enabled: true, delayMs: 0 });
    await visitor.context.close();
  });

  const payments = async (): Promise<{ status: string }[]> =>
    (await ask<{ docs: { status: string }[] }>(visitor.page, '/api/payments/history')).docs;

  it('a declined card is told plainly, and another card pays in the same form', async () => {
    const { page } = visitor;
    visitor.expects(/402/);
    await choosePackage(page, demo, PACKAGE);
    await enterCard(page, '4000000000000002');
    await pressPay(page);
    const told = page.getByRole('alert').filter({ hasText: 'The payment did not go through' });
    await told.getByText(/declined.*Nothing was charged/).waitFor();
    await cardFields(page).getByLabel('Card number').fill('4242424242424242');
    await pressPay(page);
    await creditsAreHere(page);
    expect((await payments()).map(({ status }) => status)).toEqual(['succeeded']);
  });

  it('a card that asks for authentication can fail it, be told, and complete it', async () => {
    const { page } = visitor;
    visitor.expects(/402/);
    await choosePackage(page, demo, PACKAGE);
    await enterCard(page, '4000002500003155');
    await pressPay(page);
    await bank(page).getByTestId('authenticate-fail').click();
    await page
      .getByText('Your bank asks you to confirm this payment, and that did not happen. Nothing was charged.')
      .waitFor();
    await pressPay(page);
    await bank(page).getByTestId('authenticate-complete').click();
    await creditsAreHere(page);
    expect(await payments()).toHaveLength(1);
  });

  it('a window closed right after paying loses nothing: the credits arrive', async () => {
    const { page, context } = visitor;
    await stripeWebhooks(demo, { delayMs: 10_000 });
    await choosePackage(page, demo, PACKAGE);
    await enterCard(page, '4242424242424242');
    await pressPay(page);
    await page.getByRole('heading', { name: 'Thank you. Your credits are on their way' }).waitFor();
    await page.close();
    visitor.page = await context.newPage();
    await until('credits', async () => {
      await visitor.page.goto(`${demo.urls.web}/dashboard`);
      return (await figure(visitor.page, 'Available')) === 5;
    });
  });

  it('a second tab goes on with the payment that is open: one payment in the end', async () => {
    const { page, context } = visitor;
    await choosePackage(page, demo, PACKAGE);
    await cardFields(page).getByLabel('Card number').waitFor();
    const second = await context.newPage();
    await second.goto(`${demo.urls.web}/packages?package=discovery-assessment`);
    await enterCard(second, '4242424242424242');
    await pressPay(second);
    await creditsAreHere(second);
    await page.getByText('You have just bought Discovery & Assessment in another tab').waitFor();
    expect(await payments()).toHaveLength(1);
  });

  it('a payment made and not yet confirmed is not asked for again: the confirmation is on its way', async () => {
    const { page, context } = visitor;
    await stripeWebhooks(demo, { delayMs: 15_000 });
    await choosePackage(page, demo, PACKAGE);
    await enterCard(page, '4242424242424242');
    await pressPay(page);
    await page.getByRole('heading', { name: 'Thank you. Your credits are on their way' }).waitFor();
    await page.close();
    visitor.page = await context.newPage();
    await choosePackage(visitor.page, demo, PACKAGE);
    await visitor.page
      .getByText('Discovery & Assessment is paid, and the confirmation is on its way')
      .waitFor();
    await visitor.page.getByRole('link', { name: 'See the payment' }).click();
    await visitor.page.getByRole('heading', { name: 'Thank you. Your credits are on their way' }).waitFor();
    await creditsAreHere(visitor.page);
    expect(await payments()).toHaveLength(1);
  });

  it('a reload in the middle goes on with the same payment', async () => {
    const { page } = visitor;
    await page.goto(`${demo.urls.web}/packages?package=discovery-assessment`);
    await cardFields(page).getByLabel('Card number').waitFor();
    await page.reload();
    await enterCard(page, '4242424242424242');
    await pressPay(page);
    await creditsAreHere(page);
    expect(await payments()).toHaveLength(1);
  });
});
