import { type Document, type MongoClient } from 'mongodb';
import { callAs } from './support/api';
import { type Stage } from './support/browser';
import { arrive, newcomer, PASSWORD } from './support/client';
import { type Demo } from './support/demo';
import { furnish } from './support/furnish';
import { GIVEN_UP_BECAUSE, giveUpMeeting } from './support/givenUp';
import { openHouse } from './support/house';
import { mailsTo } from './support/inbox';
import { addressOf, enterAdmin } from './support/staff';
import { until } from './support/until';

describe('the machine room', () => {
  let demo: Demo;
  let stage: Stage;
  let database: MongoClient;

  const it = openHouse((house) => {
    ({ demo, stage, database } = house);
  });

  it('ops see the jobs, find an effect that was given up, and let it run again', async () => {
    const visitor = await stage.visitor();
    const mara = newcomer('Mara');
    await arrive(visitor.page, demo, mara);
    await furnish(demo, await callAs(demo, 'clients', mara.email, PASSWORD));
    await visitor.context.close();
    const outbox = database.db().collection<Document>('outbox');
    const effect = await giveUpMeeting(database);

    const { page, context } = await stage.visitor();
    await enterAdmin(page, demo, addressOf('ops'));
    const jobs = page.getByRole('region', { name: 'Jobs' });
    for (const name of ['deliver-messages', 'reminders-24h', 'expected-messages', 'credit-expiration'])
      await jobs.getByText(name, { exact: true }).waitFor();
    expect(await jobs.getByText('1 worker').count()).toBe(1);
    expect(await jobs.getByText('Failed').count()).toBe(0);

    await page.getByRole('link', { name: /outside effect/ }).click();
    await page.locator(`a[href$="/outbox/${effect._id.toHexString()}"]`).first().waitFor();
    await page.goto(`${demo.urls.admin}/collections/outbox/${effect._id.toHexString()}`);
    await page.getByText(GIVEN_UP_BECAUSE).first().waitFor();
    await page.getByRole('button', { name: 'Try again…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('Zoom is back');
    await dialog.getByRole('button', { name: 'Try again' }).click();
    await until(
      'it is done again',
      async () => (await outbox.findOne({ _id: effect._id, state: 'done' })) ?? undefined,
    );
    const [line] = await database
      .db()
      .collection('audit-log')
      .find({ action: 'dead-letter.run-again' })
      .sort({ _id: -1 })
      .toArray();
    expect(line).toMatchObject({ subject: `outbox:${effect._id.toHexString()}`, reason: 'Zoom is back' });

    await page.goto(`${demo.urls.admin}/collections/consultations/${effect.subject}`);
    const mails = page.getByRole('region', { name: 'Mails' });
    await mails.getByText('The session was booked.').first().waitFor();
    expect(await mails.getByText('Missing').count()).toBe(0);
    expect(
      await mails.getByText(/due at|later than this would have come|replaced before this was due/).count(),
    ).toBeGreaterThan(0);
    await context.close();
  });

  it('ops send a mail once more from the log, word for word, with a reason', async () => {
    const messages = database.db().collection<Document>('messages');
    const first = await until('confirmation sent', () =>
      messages.findOne(
        { template: 'booking-confirmation-client', state: 'sent', resend: { $exists: false } },
        { sort: { _id: -1 } },
      ),
    );
    const arrived = async () =>
      (await mailsTo(demo, String(first.toAddress))).filter(({ subject }) => subject === first.subject);
    const before = (await arrived()).length;
    const { page, context } = await stage.visitor();
    await enterAdmin(page, demo, addressOf('ops'));
    await page.goto(`${demo.urls.admin}/collections/messages/${first._id.toHexString()}`);
    await page.frameLocator('iframe[title="The mail as sent"]').getByRole('heading', { level: 1 }).waitFor();
    await page.getByRole('button', { name: 'Send once more…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('The client deleted it');
    await dialog.getByRole('button', { name: 'Send', exact: true }).click();
    await until('second mail', async () => (await arrived()).length === before + 1);
    const copy = await until('copy on record', () =>
      messages.findOne({ 'resend.of': first._id, state: 'sent' }),
    );
    expect(copy).toMatchObject({
      resend: { mode: 'as-sent', reason: 'The client deleted it' },
      html: first.html,
      toAddress: first.toAddress,
    });
    await context.close();
  });

  it('a mail deleted behind the product’s back is owed again by the hourly job; messages:check agrees', async () => {
    const messages = database.db().collection<Document>('messages');
    const gone = await messages.findOneAndDelete(
      { template: 'booking-confirmation-client', state: 'sent', resend: { $exists: false } },
      { sort: { _id: -1 } },
    );
    if (!gone) throw new Error('Nobody has booked.');
    const again = await until(
      'mail owed again',
      () => messages.findOne({ key: gone.key, state: { $ne: 'queued' } }),
      { seconds: 90 },
    );
    expect(['sent', 'dropped']).toContain(again.state);
    const told = await until('case', () =>
      database.db().collection('cases').findOne({ 'facts.missing.key': gone.key }),
    );
    expect(told).toMatchObject({ kind: 'mail-missing', state: 'open' });
    expect(await demo.script('messages-check', '--mend')).toMatchObject({ code: 0 });
    const { code, output } = await demo.script('messages-check', '--booking', String(gone.consultation));
    expect([code, output]).toEqual([
      0,
      expect.stringMatching(/^(sent|dropped) +booking-confirmation-client to the client/m),
    ]);
    expect((await demo.script('messages-check', '--days', 'many')).code).toBe(2);
  });
});
