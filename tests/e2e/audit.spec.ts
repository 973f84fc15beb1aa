import { type Document, type MongoClient } from 'mongodb';
import { callAs } from './support/api';
import { type Stage } from './support/browser';
import { arrive, newcomer, PASSWORD } from './support/client';
import { type Demo } from './support/demo';
import { furnish } from './support/furnish';
import { openHouse } from './support/house';

describe('npm run audit on the running product', () => {
  let demo: Demo;
  let stage: Stage;
  let database: MongoClient;

  openHouse((house) => {
    ({ demo, stage, database } = house);
  });

  test('it finds nothing after buying, booking and cancelling', async () => {
    const { page } = await stage.visitor();
    const ada = newcomer('Ada');
    await arrive(page, demo, ada);
    await furnish(demo, await callAs(demo, 'clients', ada.email, PASSWORD));
    expect(await demo.script('audit')).toMatchObject({ code: 0 });
  }, 180_000);

  test('it names a ledger entry altered behind the product’s back, and is content once it is put back', async () => {
    const ledger = database.db().collection<Document & { quantity: number }>('transactions');
    const entry = await ledger.findOne({ kind: 'grant' }, { sort: { _id: -1 } });
    if (!entry) throw new Error('There is no ledger entry.');
    await ledger.updateOne({ _id: entry._id }, { $inc: { quantity: 1 } });
    const altered = await demo.script('audit');
    await ledger.updateOne({ _id: entry._id }, { $set: { quantity: entry.quantity } });
    expect(altered.code).toBe(1);
    expect(altered.output).toMatch(/BROKEN I1/);
    expect(await demo.script('audit')).toMatchObject({ code: 0 });
  }, 180_000);
});
