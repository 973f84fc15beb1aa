/**
 * npm run reconcile: finds and mends what Stripe's webhooks missed; exit 1 when something differs and waits
 * for staff.
 */
import { getPayload } from 'payload';

import config from '../payload.config';
import { processInbox } from '../src/jobs/queues';
import { reconcile } from '../src/payments/reconcile';

const payload = await getPayload({ config });
try {
  const { eventsMissed, eventsRevived, paymentsAsked, paymentsMoved, differences, failures } =
    await reconcile(payload);
  const applied = await processInbox(payload);
  console.log(`Events that had been missed: ${eventsMissed} (applied: ${applied})`);
  console.log(`Open payments asked about: ${paymentsAsked} (moved: ${paymentsMoved})`);
  if (eventsRevived > 0) console.log(`Events that had been given up and are tried again: ${eventsRevived}`);
  if (failures > 0) console.log(`Payments that could not be compared, see the cases: ${failures}`);
  console.log(
    differences === 0
      ? 'Nothing differs.'
      : `Payments that differ from Stripe, see the cases: ${differences}`,
  );
  process.exitCode = differences + failures === 0 ? 0 : 1;
} catch (error) {
  console.error(`Stripe could not be asked: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 2;
}
await payload.destroy();
process.exit();
