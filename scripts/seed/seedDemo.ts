import { type Payload } from 'payload';

import { grantTrial } from '../../src/credits/grantTrial';
import { inTransaction } from '../../src/platform/transaction';
import { demoAccounts } from '../lib/demoAccounts.mjs';
import { consultants } from './people';

type Account = (typeof demoAccounts)[number];

const isThere = async (
  payload: Payload,
  collection: 'staff' | 'clients' | 'consultants',
  email: string,
): Promise<boolean> =>
  (await payload.count({ collection, where: { email: { equals: email } }, overrideAccess: true })).totalDocs >
  0;

async function seedStaff(payload: Payload, account: Account): Promise<void> {
  const found = await payload.find({
    collection: 'consultants',
    where: { email: { equals: account.email } },
    limit: 1,
    depth: 0,
    overrideAccess: true,
  });
  const { email, password, firstName, lastName } = account;
  const role = account.role as 'owner' | 'ops' | 'finance' | 'editor' | 'consultant';
  await payload.create({
    collection: 'staff',
    data: { email, password, firstName, lastName, role, consultant: found.docs[0]?.id },
    overrideAccess: true,
  });
}

async function seedClient(payload: Payload, account: Account): Promise<void> {
  const { email, password, firstName, lastName, company, timezone = 'UTC' } = account;
  await inTransaction({ payload, context: { actor: 'system:seed' } }, async (req) => {
    const client = await req.payload.create({
      collection: 'clients',
      data: { email, password, firstName, lastName, company, timezone, _verified: true },
      disableVerificationEmail: true,
      overrideAccess: true,
      req,
    });
    await grantTrial(req, client.id);
  });
}

/** The people of the demo, each made once. */
export async function seedDemo(payload: Payload): Promise<void> {
  for (const data of consultants) {
    if (!(await isThere(payload, 'consultants', data.email)))
      await payload.create({ collection: 'consultants', data, overrideAccess: true });
  }
  for (const account of demoAccounts) {
    const collection = account.role === 'client' ? 'clients' : 'staff';
    if (await isThere(payload, collection, account.email)) continue;
    await (collection === 'clients' ? seedClient(payload, account) : seedStaff(payload, account));
  }
}
