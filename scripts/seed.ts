/**
 * npm run seed            packages, session types, mail templates; the first owner from OWNER_EMAIL and OWNER_PASSWORD
 * npm run seed -- --demo  besides, the demo's people; only where the clock is adjustable (the demo and the tests)
 */
import { getPayload, type Payload } from 'payload';

import config from '../payload.config';
import { env } from '../src/platform/env';
import { seedCatalogue } from './seed/seedCatalogue';
import { seedDemo } from './seed/seedDemo';

async function seedOwner(payload: Payload): Promise<void> {
  const { OWNER_EMAIL: email, OWNER_PASSWORD: password } = env();
  if (!email || !password) return;
  const { totalDocs } = await payload.count({ collection: 'staff', overrideAccess: true });
  if (totalDocs > 0) return;
  await payload.create({
    collection: 'staff',
    data: { email, password, firstName: 'Owner', lastName: 'Account', role: 'owner' },
    overrideAccess: true,
  });
  console.log(`The owner's account ${email} was made.`);
}

const isDemo = process.argv.includes('--demo');
if (isDemo && env().CLOCK !== 'adjustable') {
  console.error("The demo's people are seeded only with CLOCK=adjustable: their password is public.");
  process.exit(1);
}
const payload = await getPayload({ config });
await seedCatalogue(payload);
await seedOwner(payload);
if (isDemo) await seedDemo(payload);
await payload.destroy();
process.exit(0);
