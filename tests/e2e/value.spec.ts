import { DEMO_PASSWORD } from '../../scripts/lib/demoAccounts.mjs';
import { callAs } from './support/api';
import { type Stage, type Visitor } from './support/browser';
import { arrive, newcomer, PASSWORD } from './support/client';
import { type Demo } from './support/demo';
import { buy } from './support/furnish';
import { openHouse } from './support/house';
import { addressOf, enterAdmin } from './support/staff';

describe('staff see what became of the money', () => {
  let demo: Demo;
  let stage: Stage;
  let finance: Visitor;

  const it = openHouse(async (house) => {
    ({ demo, stage } = house);
    finance = await stage.visitor();
    await enterAdmin(finance.page, demo, addressOf('finance'));
  }, 120);

  it('on the client and on the payment: paid, earned, deferred, expired, refunded, and all lots together', async () => {
    const visitor = await stage.visitor();
    const vera = newcomer('Vera');
    await arrive(visitor.page, demo, vera);
    const asClient = await callAs(demo, 'clients', vera.email, PASSWORD);
    const asFinance = await callAs(demo, 'staff', addressOf('finance'), DEMO_PASSWORD);
    const refunded = await buy(demo, asClient, 'discovery-assessment');
    await buy(demo, asClient, 'strategic-planning');
    await asFinance.post(`/api/payments/${refunded}/refund`, {
      amount: 112_500,
      reasonCode: 'goodwill',
      note: 'As agreed',
    });

    const { page } = finance;
    const cells = async (row: RegExp): Promise<string[]> =>
      page
        .getByRole('region', { name: 'What became of the money' })
        .getByRole('row', { name: row })
        .getByRole('cell')
        .allInnerTexts();
    await page.goto(`${demo.urls.admin}/collections/payments/${refunded}`);
    expect(await cells(/Discovery/)).toEqual([
      'Discovery & Assessment',
      '$4,500',
      '$0',
      '$3,375',
      '$0',
      '$1,125',
    ]);
    await page.goto(`${demo.urls.admin}/collections/clients/${asClient.id}`);
    expect(await cells(/Strategic/)).toEqual(['Strategic Planning', '$12,500', '$0', '$12,500', '$0', '$0']);
    expect(await cells(/All lots/)).toEqual(['All lots', '$17,000', '$0', '$15,875', '$0', '$1,125']);
  });
});
