import { arrive, book, newcomer } from './support/client';
import { type Stage, openStage } from './support/browser';
import { type Demo, openDemo } from './support/demo';
import { linkIn, mailsTo } from './support/inbox';
import { spoilZoom } from './support/outside';
import { until } from './support/until';

describe('booking while Zoom is down', () => {
  let demo: Demo;
  let stage: Stage;

  beforeAll(async () => {
    demo = await openDemo();
    stage = await openStage();
  }, 600_000);
  afterAll(async () => {
    await stage?.close();
    await demo?.close();
  });

  test('the booking stands, the page says that the link follows, and it does', async () => {
    await stage.scene(async () => {
      const { page } = await stage.visitor();
      const nora = newcomer('Nora');
      await arrive(page, demo, nora);
      await spoilZoom(demo, 'POST /v2/users/*/meetings', 2);
      await book(page, demo, { consultant: 'Kenji Tanaka', topic: 'Warehouses' });
      await page.getByText('Your link follows').waitFor();
      await page.getByRole('link', { name: 'Join the session' }).waitFor({ timeout: 60_000 });

      await until('mail with the link to join', async () => {
        const mails = await mailsTo(demo, nora.email);
        return mails.some((mail) => mail.subject.startsWith('Booked') && linkIn(mail, /\/j\/|consultations/));
      });
    })();
  }, 120_000);
});
