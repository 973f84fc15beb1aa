import { type Page } from 'playwright-core';
import { type Document, type MongoClient } from 'mongodb';

import { type Stage } from './support/browser';
import { type Demo } from './support/demo';
import { openHouse } from './support/house';
import { addressOf, enterAdmin } from './support/staff';
import { until } from './support/until';

/** What the forms of the admin send fits the records: each saves by Payload's REST, whose door judges every name. */
describe('the forms of the admin', () => {
  let demo: Demo;
  let stage: Stage;
  let database: MongoClient;

  const it = openHouse((house) => {
    ({ demo, stage, database } = house);
  });

  const stored = (collection: string, where: Document) => database.db().collection(collection).findOne(where);

  async function save(page: Page, collection: string, where: Document): Promise<void> {
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await until(`it is stored in ${collection}`, async () => (await stored(collection, where)) ?? undefined);
    expect(await page.locator('.toast-error').count()).toBe(0);
  }

  it('save a change of each kind of record that staff edit', async () => {
    const { page, context } = await stage.visitor();
    await enterAdmin(page, demo, addressOf('owner'));
    const changes = [
      ['consultants', 'headline'],
      ['consultation-types', 'description'],
      ['packages', 'description'],
      ['staff', 'lastName'],
    ] as const;
    for (const [collection, field] of changes) {
      const record = await stored(collection, {});
      await page.goto(`${demo.urls.admin}/collections/${collection}/${String(record?._id)}`);
      await page.locator(`#field-${field}`).fill(`Saved as ${field}`);
      await save(page, collection, { _id: record?._id, [field]: `Saved as ${field}` });
      // As it was: other files count on it.
      await database
        .db()
        .collection(collection)
        .updateOne({ _id: record?._id }, { $set: { [field]: (record?.[field] as unknown) ?? null } });
    }
    await page.goto(`${demo.urls.admin}/globals/settings`);
    await page.locator('#field-tax__number').fill('GB 123 4567 89');
    await save(page, 'globals', { 'tax.number': 'GB 123 4567 89' });
    await database
      .db()
      .collection('globals')
      .updateOne({}, { $unset: { 'tax.number': 1 } });
    await context.close();
  });

  it('save a new consultant, with hours and without a limit', async () => {
    const { page, context } = await stage.visitor();
    await enterAdmin(page, demo, addressOf('ops'));
    await page.goto(`${demo.urls.admin}/collections/consultants/create`);
    await page.locator('#field-name').fill('Formed By Hand');
    await page.locator('#field-email').fill('by-hand@insight-serenity.example');
    // Never booked by another file.
    await page.locator('#field-active').uncheck();
    await save(page, 'consultants', { email: 'by-hand@insight-serenity.example', active: false });
    await page.waitForURL(/consultants\/[0-9a-f]{24}/);
    expect(await page.getByRole('button', { name: 'Duplicate' }).count()).toBe(0);
    await database.db().collection('consultants').deleteOne({ email: 'by-hand@insight-serenity.example' });
    await context.close();
  });
});
