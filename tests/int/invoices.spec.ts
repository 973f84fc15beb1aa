import { ObjectId } from 'mongodb';

import { brokenInvariants, rowsOf } from '../support/invariants';
import { readPdf } from '../support/pdf';
import { atTime, buy, on } from '../support/steps';
import { type Person, startWorld, type World } from '../support/world';

/** What an invoice says, and that it goes on saying it. */
let world: World;
let owner: Person;
let client: Person;
beforeAll(async () => {
  world = await startWorld('invoices');
  await atTime(on(0, '09:00'));
  owner = await world.staff('owner');
});
beforeEach(async () => {
  client = await world.client();
  await settings({
    tax: { number: 'GB 123 4567 89', label: 'VAT', rate: 2000 },
    brand: {
      companyName: 'Insight Serenity',
      companyAddress: '1 Harbour Street, London',
      supportEmail: 'support@insight-serenity.example',
    },
  });
});
afterEach(async () => expect(await brokenInvariants(world)).toEqual([]));
afterAll(() => world.close());

const settings = async (change: Record<string, unknown>): Promise<void> =>
  expect((await world.api('POST', '/api/globals/settings', { as: owner, body: change })).status).toBe(200);
const rename = (change: Record<string, unknown>) =>
  world.api('PATCH', `/api/clients/${client.id}`, { as: client, body: change });
const paymentRow = async (id: string) => (await rowsOf(world, 'payments', { _id: new ObjectId(id) }))[0];

async function paid(): Promise<string> {
  const { paymentId } = await buy(world, client);
  await world.work();
  return paymentId;
}

async function invoiceOf(id: string) {
  const { invoiceOf } = await import('../../src/payments/invoice/invoiceOf');
  return invoiceOf(world.payload, id);
}
const pdfOf = (id: string) => world.api<string>('GET', `/api/payments/${id}/invoice.pdf`, { as: client });

const AS_ISSUED = {
  seller: {
    name: 'Insight Serenity',
    address: '1 Harbour Street, London',
    email: 'support@insight-serenity.example',
    taxNumber: 'GB 123 4567 89',
  },
  tax: { label: 'VAT', rate: 2000 },
};

describe('an invoice', () => {
  it('freezes both parties and the tax line with its number', async () => {
    await rename({ firstName: 'Łukasz', lastName: 'Æbeltoft', company: 'Žižkov s.r.o.' });
    const row = await paymentRow(await paid());
    expect(row?.invoiceNumber).toMatch(/^IS-2031-/);
    expect(row?.invoiced).toEqual({
      ...AS_ISSUED,
      buyer: { name: 'Łukasz Æbeltoft', company: 'Žižkov s.r.o.', email: client.email },
    });
  });

  it('stays as it was issued when names, address and tax change; the next one is as they are then', async () => {
    const first = await paid();
    const before = [await invoiceOf(first), (await pdfOf(first)).body.length];
    await rename({ firstName: 'Somebody', lastName: 'Else', company: 'Another Ltd' });
    await settings({
      tax: { number: 'DE 999', label: 'USt', rate: 1900 },
      brand: { companyName: 'Renamed GmbH', companyAddress: 'Elsewhere' },
    });
    expect([await invoiceOf(first), (await pdfOf(first)).body.length]).toEqual(before);
    expect(await invoiceOf(await paid())).toMatchObject({
      seller: { name: 'Renamed GmbH', taxNumber: 'DE 999' },
      buyer: { name: 'Somebody Else', company: 'Another Ltd' },
      tax: { label: 'USt', rate: 1900 },
    });
  });

  it('of a payment from before that is told with the parties as they are, and no tax line', async () => {
    const id = await paid();
    const { nativeCollection } = await import('../../src/platform/store');
    await nativeCollection(world.payload, 'payments').updateOne(
      { _id: new ObjectId(id) },
      { $unset: { invoiced: '' } },
    );
    expect(await invoiceOf(id)).toMatchObject({
      seller: { name: 'Insight Serenity', taxNumber: '' },
      buyer: { email: client.email },
      tax: { label: '', rate: 0 },
    });
    expect((await pdfOf(id)).status).toBe(200);
  });

  it('keeps what was frozen from the client, but for the invoice', async () => {
    const id = await paid();
    const { body } = await world.api('GET', `/api/payments/${id}`, { as: client });
    expect(body.id).toBe(id);
    expect(body).not.toHaveProperty('invoiced');
    await world.api('PATCH', `/api/payments/${id}`, {
      as: owner,
      body: { invoiced: { seller: { name: 'Mine' } } },
    });
    expect((await paymentRow(id))?.invoiced).toMatchObject(AS_ISSUED);
  });
});

describe('the invoice as a PDF', () => {
  it('tells names in any letters, to be read and to be found', async () => {
    await rename({ firstName: '太郎', lastName: 'Łukasz', company: 'شركة النور' });
    const id = await paid();
    expect((await pdfOf(id)).status).toBe(200);
    const { renderInvoice } = await import('../../src/payments/invoice/renderInvoice');
    const { text } = await readPdf(await renderInvoice(await invoiceOf(id)));
    for (const words of ['太郎', 'Łukasz', 'شركة', 'النور']) expect(text).toContain(words);
  });
});
