import { type Document, type MongoClient, ObjectId } from 'mongodb';
import { type Page } from 'playwright-core';
import { HOSTILE } from '../support/hostile';
import { callAs } from './support/api';
import { type Stage } from './support/browser';
import { arrive, newcomer, PASSWORD, signIn } from './support/client';
import { type Demo } from './support/demo';
import { buy, furnish, type Furnished } from './support/furnish';
import { openHouse } from './support/house';
import { addressOf, enterAdmin } from './support/staff';

/** Found on the page by this; what is tried to get around the page's own words stands around it. */
const MARK = 'Hostile';
const KINDS = ['html', 'closing', 'mjml', 'template', 'marks'] as const;
const WORDS = `${MARK} ${KINDS.map((kind) => HOSTILE[kind]).join(' ')}`;

/** Elements that only somebody's words can have made. */
const planted = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('*')]
      .filter(
        (element) =>
          element.matches(
            'mj-raw, mj-include, [onerror], [onmouseover], iframe[src*="evil"], img[src="x"]',
          ) ||
          (element.matches('script') && /^(alert\(1\)|x)$/.test(element.textContent ?? '')),
      )
      .map(({ outerHTML }) => outerHTML.slice(0, 200)),
  );

/**
 * Case 30 of docs/faults.md, where words are shown in a browser; mails, files and calendars are in
 * `int/hostile.spec.ts`.
 */
describe('hostile words in names, topics and notes', () => {
  let demo: Demo;
  let stage: Stage;
  let database: MongoClient;
  const ivo = newcomer('Ivo');
  let clientId = '';
  let furnished: Furnished;
  const before: { collection: string; _id: ObjectId; words: Document }[] = [];

  const it = openHouse(async (house) => {
    ({ demo, stage, database } = house);
    const { page, context } = await stage.visitor();
    await arrive(page, demo, ivo);
    await context.close();
    const caller = await callAs(demo, 'clients', ivo.email, PASSWORD);
    clientId = caller.id;
    await buy(demo, caller, 'strategic-planning');
    furnished = await furnish(demo, caller);
    // Past the doors: what is stored may be older than they are.
    await write('clients', clientId, { firstName: WORDS, lastName: WORDS, company: WORDS });
    await write('consultants', furnished.consultantId, {
      name: WORDS,
      headline: WORDS,
      bio: WORDS,
      specialties: [WORDS],
    });
    await write('consultation-types', furnished.typeId, { name: WORDS, description: WORDS });
    for (const id of [furnished.bookedId, furnished.cancelledId])
      await write('consultations', id, { topic: WORDS, notes: WORDS, title: WORDS });
    await write('consultations', furnished.cancelledId, { reason: WORDS, 'outcome.explanation': WORDS });
    await write('payments', furnished.paymentId, { packageName: WORDS });
    // Other files play on the same demo.
    return async () => {
      for (const { collection, _id, words } of before)
        await database.db().collection(collection).updateOne({ _id }, { $set: words });
    };
  });

  async function write(collection: string, id: string, words: Document): Promise<void> {
    const rows = database.db().collection<Document>(collection);
    const row = await rows.findOne({ _id: new ObjectId(id) });
    if (!row) throw new Error(`There is no ${id} in ${collection}.`);
    const own = (name: string): unknown =>
      name.split('.').reduce<Document | undefined>((value, part) => value?.[part], row) ?? null;
    before.push({
      collection,
      _id: row._id,
      words: Object.fromEntries(Object.keys(words).map((name) => [name, own(name)])),
    });
    await rows.updateOne({ _id: row._id }, { $set: words });
  }

  /** Shows the words as words on each page, and nothing that they made. */
  async function inert(page: Page, paths: readonly string[]): Promise<void> {
    const dialogs: string[] = [];
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    for (const path of paths) {
      await page.goto(demo.urls.web + path);
      await page.getByText(MARK).first().waitFor({ state: 'attached' });
      await page.waitForLoadState('networkidle');
      expect([path, await planted(page), dialogs]).toEqual([path, [], []]);
    }
  }

  it('are found when they are not inert: the look itself sees', async () => {
    const { page, context } = await stage.visitor();
    await page.setContent('<p>A name<img alt="" onerror="alert(2)"></p>');
    expect(await planted(page)).toHaveLength(1);
    await context.close();
  });

  it('are words on the pages of a client', async () => {
    const { page, context } = await stage.visitor();
    await signIn(page, demo, ivo.email);
    const { bookedId, cancelledId, consultantId, typeId, slot } = furnished;
    const chosen = `/book?consultant=${consultantId}&type=${typeId}&mode=remote`;
    await inert(page, [
      '/dashboard',
      '/consultations',
      `/consultations/${bookedId}`,
      `/consultations/${cancelledId}`,
      `/consultations/${bookedId}/move`,
      '/book',
      chosen,
      `${chosen}&start=${encodeURIComponent(slot)}`,
      '/credits',
      '/payments',
    ]);
    await context.close();
  });

  it('are words in the admin, in lists, on records and on its first page', async () => {
    const { page, context } = await stage.visitor();
    await enterAdmin(page, demo, addressOf('owner'));
    const { bookedId, cancelledId, consultantId, typeId, paymentId } = furnished;
    const records = {
      clients: clientId,
      consultants: consultantId,
      'consultation-types': typeId,
      payments: paymentId,
    };
    const sessions = [bookedId, cancelledId].map((id) => `/admin/collections/consultations/${id}`);
    await inert(page, [
      '/admin',
      ...sessions,
      '/admin/collections/consultations',
      ...Object.entries(records).map(([slug, id]) => `/admin/collections/${slug}/${id}`),
    ]);
    await context.close();
  });
});
