/** npm run reconcile: finds and mends what Stripe's webhooks missed; exit 1 when something differs and waits for staff. */
import { getPayload } from 'payload';

import config from '../payload.config';
import { processInbox } from '../src/jobs/queues';
import { reconcile } from '../src/payments/reconcile';

const payload = await getPayload({ config });
try {
  const { eventsMissed, paymentsAsked, paymentsMoved, differences } = await reconcile(payload);
  const applied = await processInbox(payload);
  console.log(`Events that had been missed: ${eventsMissed} (applied: ${applied})`);
  console.log(`Open payments asked about: ${paymentsAsked} (moved: ${paymentsMoved})`);
  console.log(differences === 0 ? 'Nothing differs.' : `Payments that differ from Stripe, see the cases: ${differences}`);
  process.exitCode = differences === 0 ? 0 : 1;
} catch (error) {
  console.error(`Stripe could not be asked: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 2;
}
await payload.destroy();
process.exit();
