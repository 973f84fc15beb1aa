import { arrive, book, newcomer } from './support/client';
import { type Stage } from './support/browser';
import { type Demo } from './support/demo';
import { openHouse } from './support/house';
import { linkIn, mailsTo } from './support/inbox';
import { healZoom, spoilZoom } from './support/outside';
import { until } from './support/until';

describe('booking while Zoom is down', () => {
  let demo: Demo;
  let stage: Stage;

  const it = openHouse((house) => {
    ({ demo, stage } = house);
  }, 400);

  it('the booking stands, the page says that the link follows, and it does', async () => {
    const { page } = await stage.visitor();
    const nora = newcomer('Nora');
    await arrive(page, demo, nora);
    await spoilZoom(demo, 'POST /v2/users/*/meetings', 1000);
    await book(page, demo, { consultant: 'Kenji Tanaka', topic: 'Warehouses' });
    await page.getByText('Your link follows').waitFor();
    await healZoom(demo);
    await page.getByRole('link', { name: 'Join the session' }).waitFor({ timeout: 120_000 });

    await until('mail with the link to join', async () => {
      const mails = await mailsTo(demo, nora.email);
      return mails.some((mail) => mail.subject.startsWith('Booked') && linkIn(mail, /\/j\/|consultations/));
    });
  });
});
