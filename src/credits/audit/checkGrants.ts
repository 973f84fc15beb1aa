import { type Document, type ObjectId } from 'mongodb';
import { type Payload } from 'payload';

import { messageKey } from '@/notifications/enqueue';
import { type Findings } from '@/platform/findings';
import { eachPage, groupBy } from '@/platform/snapshot';
import { nativeCollection } from '@/platform/store';

import { type LedgerEntry } from '../ledger';

interface GrantRow extends Document {
  _id: ObjectId;
  client: ObjectId;
  credits: number;
  key: string;
  source: 'purchase' | 'manual' | 'trial';
  payment?: ObjectId | null;
}

/** I2: each lot was booked into the ledger once, as it was granted. I6: a trial was told. */
export async function checkGrants(payload: Payload, findings: Findings): Promise<void> {
  const fields: (keyof GrantRow & string)[] = ['client', 'credits', 'key', 'source', 'payment'];
  await eachPage<GrantRow>(payload, { collection: 'credit-grants', fields }, async (page, session) => {
    const entries = await nativeCollection<LedgerEntry>(payload, 'transactions')
      .find({ key: { $in: page.map((grant) => grant.key) } }, { session })
      .toArray();
    const byKey = groupBy(entries, (entry) => entry.key);
    const trials = page.filter((grant) => grant.source === 'trial');
    const told = await nativeCollection(payload, 'messages')
      .find({ key: { $in: trials.map(trialMail) } }, { session, projection: { key: 1 } })
      .toArray();
    const keys = new Set(told.map((message) => String(message.key)));
    for (const grant of page) {
      findings.checked('I2', 'grants');
      const subject = `credit-grants:${grant._id.toHexString()}`;
      const fault = bookingFault(grant, byKey.get(grant.key) ?? []);
      if (fault) findings.differs('I2', subject, fault);
    }
    for (const grant of trials) {
      findings.checked('I6', 'trials');
      if (!keys.has(trialMail(grant)))
        findings.differs(
          'I6',
          `credit-grants:${grant._id.toHexString()}`,
          `the mail ${trialMail(grant)} is not there`,
        );
    }
  });
}

const trialMail = (grant: GrantRow): string =>
  messageKey({
    template: 'free-trial-assigned',
    cause: grant._id.toHexString(),
    client: grant.client.toHexString(),
  });

function bookingFault(grant: GrantRow, entries: LedgerEntry[]): string | null {
  const [entry] = entries;
  if (!entry || entries.length > 1)
    return `it has ${entries.length} ledger entries with its key ${grant.key}`;
  if (String(entry.grant) !== String(grant._id))
    return `the entry with its key ${grant.key} is of lot ${String(entry.grant)}`;
  if (String(entry.client) !== String(grant.client))
    return `its client is ${String(grant.client)}, the entry's ${String(entry.client)}`;
  if (entry.quantity !== grant.credits) return `it grants ${grant.credits}, the ledger ${entry.quantity}`;
  const [own, booked] = [String(grant.payment ?? 'none'), String(entry.payment ?? 'none')];
  return own === booked ? null : `its payment is ${own}, the entry's ${booked}`;
}
