import { buffer } from 'node:stream/consumers';
import { type Document, type MongoClient, ObjectId } from 'mongodb';
import { type Page } from 'playwright-core';
import { DEMO_PASSWORD } from '../../scripts/lib/demoAccounts.mjs';
import { callAs, type Caller } from './support/api';
import { type Stage, type Visitor } from './support/browser';
import { arrive, figure, newcomer, PASSWORD } from './support/client';
import { parseCsv } from './support/csv';
import { type Demo } from './support/demo';
import { buy, freeSlots } from './support/furnish';
import { openHouse } from './support/house';
import { closeDispute, disputeIntent, refundsAtStripe } from './support/outside';
import { addressOf, enterAdmin } from './support/staff';
import { until } from './support/until';

interface Balance {
  available: number;
  held: number;
}

interface StoredPayment {
  status: string;
  refundedAmount?: number;
  feeReversed?: number;
  intentId: string;
  invoiceNumber: string;
}

const FINANCE = addressOf('finance');

/** Money going back, by clicking: each test continues where the one before ended. */
describe('staff refund and lose a dispute; the client sees why each credit moved', () => {
  let demo: Demo;
  let stage: Stage;
  let database: MongoClient;
  let client: Visitor;
  let finance: Visitor;
  let asClient: Caller;
  let asFinance: Caller;
  /** A package of which a credit is held when its money goes back, and one that is disputed whole. */
  let refunded = '';
  let disputed = '';
  const rhea = newcomer('Rhea');

  const it = openHouse(async (house) => {
    ({ demo, stage, database } = house);
    client = await stage.visitor();
    finance = await stage.visitor();
    await arrive(client.page, demo, rhea);
    asClient = await callAs(demo, 'clients', rhea.email, PASSWORD);
    asFinance = await callAs(demo, 'staff', FINANCE, DEMO_PASSWORD);
    refunded = await buy(demo, asClient, 'discovery-assessment');
    // The first session takes the trial credit, the second one of the four that were bought.
    await bookTwice();
    disputed = await buy(demo, asClient, 'strategic-planning');
    await enterAdmin(finance.page, demo, FINANCE);
  }, 120);

  async function bookTwice(): Promise<void> {
    const { docs: consultants } = await asClient.get<{ docs: { id: string; name: string }[] }>(
      '/api/consultants',
    );
    const { docs: types } = await asClient.get<{ docs: { id: string; minutes: number }[] }>(
      '/api/consultation-types',
    );
    const consultantId = consultants.find(({ name }) => name.startsWith('Kenji'))?.id ?? '';
    const typeId = types.find(({ minutes }) => minutes === 60)?.id ?? '';
    const slots = await freeSlots(asClient, consultantId, typeId);
    for (const startsAt of [slots[0], slots.at(-1)]) {
      await asClient.post('/api/consultations/book', {
        consultantId,
        typeId,
        startsAt,
        mode: 'remote',
        timezone: 'America/New_York',
        topic: 'Refunds',
      });
    }
  }
  const balance = (): Promise<Balance> => asClient.get<Balance>('/api/credits/balance');
  const payment = (id: string): Promise<StoredPayment> =>
    asFinance.get<StoredPayment>(`/api/payments/${id}?depth=0`);
  const rows = (collection: string, where: Document): Promise<Document[]> =>
    database.db().collection(collection).find(where).sort({ _id: 1 }).toArray();
  const record = (id: string): Promise<unknown> =>
    finance.page.goto(`${demo.urls.admin}/collections/payments/${id}`);

  /** Fills the dialog, lets `check` read the preview, and confirms. */
  async function refund(page: Page, amount: string, check: () => Promise<void>): Promise<void> {
    await page.getByRole('button', { name: 'Refund…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Refund this payment?' });
    await dialog.getByLabel(/^Amount in USD, at most/).fill(amount);
    await check();
    const confirm = dialog.getByRole('button', { name: 'Refund', exact: true });
    expect(await confirm.isDisabled()).toBe(true);
    await dialog.getByLabel('Reason').selectOption('service_failure');
    await dialog.getByLabel('Note').fill('The workshop was cut short');
    await confirm.click();
    await dialog.waitFor({ state: 'detached' });
  }

  it('finance gives back a quarter of a payment, and sees before what it takes', async () => {
    const { page } = finance;
    expect(await balance()).toMatchObject({ available: 11, held: 2 });
    await record(refunded);
    await refund(page, '1125.00', async () => {
      const dialog = page.getByRole('dialog');
      await dialog.getByText('$1,125 goes back to the client’s means of payment.').waitFor();
      await dialog.getByText('1 credit is taken back.').waitFor();
      await dialog.getByText('The client can then book with 10 credits.').waitFor();
      // Nothing has happened by looking.
      expect(await refundsAtStripe(demo, (await payment(refunded)).intentId)).toEqual([]);
    });
    await page.getByText(/\$1,125 refunded, 1 credit taken back/).waitFor();
    await page.getByRole('region', { name: 'Refunds and disputes' }).getByText('1 taken back').waitFor();
    await page
      .getByRole('region', { name: 'Refunds asked for by staff' })
      .getByText('The workshop was cut short')
      .waitFor();

    expect(await payment(refunded)).toMatchObject({
      status: 'partially_refunded',
      refundedAmount: 112_500,
      feeReversed: 16_875,
    });
    expect(await refundsAtStripe(demo, (await payment(refunded)).intentId)).toEqual([
      expect.objectContaining({ amount: 112_500, status: 'succeeded' }),
    ]);
    expect(await balance()).toMatchObject({ available: 10, held: 2 });
  });

  it('a dispute sets the unspent credits aside; the record says so, and the client is told calmly', async () => {
    await disputeIntent(demo, (await payment(disputed)).intentId);
    await until('dispute', async () => (await payment(disputed)).status === 'disputed');
    await record(disputed);
    await finance.page
      .getByRole('alert')
      .getByText(
        /The client’s bank disputes \$12,500.*8 credits not spent yet are out of use.*Answer in Stripe by/,
      )
      .waitFor();
    expect(await balance()).toMatchObject({ available: 2, held: 2 });

    const { page } = client;
    await page.goto(`${demo.urls.web}/payments`);
    const row = page.getByRole('listitem').filter({ hasText: 'Strategic Planning' }).first();
    await row.getByText('With your bank').waitFor();
    await row
      .getByText(/8 credits not used yet are set aside until then\. You need not do anything here/)
      .waitFor();
  });

  it('lost, its credits stay away and the payment says what went back', async () => {
    const [dispute] = await rows('payments', { _id: new ObjectId(disputed) });
    await closeDispute(demo, String(dispute?.reversals?.[0]?.id), 'lost');
    await until('end of the dispute', async () => (await payment(disputed)).status === 'refunded');
    await record(disputed);
    const table = finance.page.getByRole('region', { name: 'Refunds and disputes' });
    await table.getByText('Lost').waitFor();
    await table.getByText('8 taken back').waitFor();
    expect(await payment(disputed)).toMatchObject({ refundedAmount: 1_250_000, feeReversed: 187_500 });
    expect(await balance()).toMatchObject({ available: 2, held: 2 });
    await client.page.reload();
    await client.page
      .getByText(/\$12,500 went back to you/)
      .first()
      .waitFor();
  });

  it('refunding credits of which one is held says so before, and opens a case', async () => {
    const { page } = finance;
    await record(refunded);
    await refund(page, '3375', async () => {
      const dialog = page.getByRole('dialog');
      await dialog.getByText('2 credits are taken back.').waitFor();
      await dialog
        .getByText(/1 credit is owed back besides and cannot be taken: of this lot 1 held for sessions/)
        .waitFor();
    });
    await page.getByText(/1 credit had been spent or held: a case was opened/).waitFor();
    expect(await payment(refunded)).toMatchObject({
      status: 'refunded',
      refundedAmount: 450_000,
      feeReversed: 67_500,
    });
    expect(await balance()).toMatchObject({ available: 0, held: 2 });
    expect(await rows('cases', { payment: new ObjectId(refunded) })).toEqual([
      expect.objectContaining({
        kind: 'refund-of-spent-credits',
        state: 'open',
        facts: expect.objectContaining({ shortfall: 1 }),
      }),
    ]);
  });

  it('finance finds the case, reads what it is about and closes it with a reason that is kept', async () => {
    const { page } = finance;
    const { invoiceNumber } = await payment(refunded);
    await page.goto(demo.urls.admin);
    await page.getByRole('link', { name: /open case/ }).click();
    await page
      .getByRole('link', { name: `1 credit of ${invoiceNumber} was spent or held when the money went back` })
      .click();
    await page.getByText('What to do:').waitFor();
    await page
      .getByRole('link', { name: `Rhea ${rhea.lastName}` })
      .first()
      .waitFor();
    await page.getByRole('link', { name: invoiceNumber }).first().waitFor();
    await page.getByRole('button', { name: 'Close case…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Close this case?' });
    const confirm = dialog.getByRole('button', { name: 'Close case', exact: true });
    expect(await confirm.isDisabled()).toBe(true);
    await dialog
      .getByLabel('What was decided, and why')
      .fill('The session stands, as a courtesy agreed by phone');
    await confirm.click();
    await page.getByText(new RegExp(`Closed by ${FINANCE}`)).waitFor();
    expect(await page.getByRole('button', { name: 'Close case…' }).count()).toBe(0);

    const [closed] = await rows('cases', { payment: new ObjectId(refunded) });
    expect(closed).toMatchObject({
      state: 'closed',
      closedBy: FINANCE,
      resolution: 'The session stands, as a courtesy agreed by phone',
      closedAt: expect.any(Date),
    });
    expect(
      await rows('audit-log', { action: 'case.close', subject: `cases:${String(closed?._id)}` }),
    ).toEqual([
      expect.objectContaining({
        actor: `staff:${asFinance.id}`,
        reason: 'The session stands, as a courtesy agreed by phone',
      }),
    ]);
  });

  it('the client reads why each credit moved', async () => {
    const { page } = client;
    const { invoiceNumber } = await payment(refunded);
    await page.goto(`${demo.urls.web}/credits`);
    await page.getByRole('row').nth(8).waitFor();
    const told = await page.getByRole('row').allInnerTexts();
    const lines = told.slice(1).map((row) => row.replaceAll(/\s+/g, ' '));
    const session = 'the session with Kenji Tanaka on \\d+ \\w+ \\d+, \\d+:\\d\\d [AP]M';
    const expected = [
      'Taken back with a refund \\$3,375 of \\$4,500 for Discovery & Assessment was refunded to you\\. .*−2 0',
      'Taken back with a dispute Your bank disputed your payment of \\$12,500 for Strategic Planning, ' +
        'and the money went back to you\\. .*−8 2',
      'Taken back with a refund \\$1,125 of \\$4,500 for Discovery & Assessment was refunded to you\\. .*−1 10',
      'Bought Strategic Planning for \\$12,500, invoice IS-\\d{4}-\\d{6}\\. .*\\+8 11',
      `Set aside For ${session}\\. See the session Discovery & Assessment −1 3`,
      `Set aside For ${session}\\. See the session Free trial −1 4`,
      `Bought Discovery & Assessment for \\$4,500, invoice ${invoiceNumber}\\. .*\\+4 5`,
      'Free trial Our welcome when you confirmed your address\\. Free trial \\+1 1',
    ];
    expect(lines).toEqual(expected.map((words) => expect.stringMatching(words)));
    await page.getByRole('button', { name: 'Sessions' }).click();
    await until('list of the sessions only', async () => (await page.getByRole('row').count()) === 3);
  });

  it('and takes the statement home, whose closing balance is the one shown', async () => {
    const { page } = client;
    const shown = await figure(page, 'Available');
    const download = async (name: RegExp): Promise<Buffer> => {
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name }).click(),
      ]);
      return buffer(await file.createReadStream());
    };
    const [header, ...lines] = parseCsv((await download(/CSV/)).toString('utf8'));
    expect(header).toEqual(['When (UTC)', 'What', 'Why', 'Package', 'Change', 'Balance']);
    const [opening, closing] = [lines[0], lines.at(-1)];
    expect([opening?.[1], opening?.[5]]).toEqual(['Opening balance', '0']);
    expect([closing?.[1], closing?.[5]]).toEqual(['Closing balance', String(shown)]);
    expect(shown).toBe((await balance()).available);
    const moved = lines.reduce((total, [, , , , change]) => total + Number(change || 0), 0);
    expect(moved).toBe(shown);
    expect(lines.filter(([, what]) => what === 'Taken back with a refund')).toHaveLength(2);
    expect((await download(/PDF/)).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('the books agree', async () => {
    expect(await demo.script('audit')).toMatchObject({ code: 0 });
  });
});
