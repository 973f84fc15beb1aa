import { type Payload } from 'payload';

import { type Findings, type Invariant } from '@/platform/findings';
import { missingIndexes } from '@/platform/indexes';
import { REQUIRED_INDEXES } from '@/platform/requiredIndexes';

/** Which promise the unique indexes of a collection hold up. */
const HOLDS: Record<string, Invariant> = {
  wallets: 'I1',
  transactions: 'I1',
  'credit-grants': 'I2',
  payments: 'I2',
  'slot-claims': 'I3',
  // A second record of a consultant would be booked beside the first.
  consultants: 'I3',
  'inbox-events': 'I4',
  outbox: 'I6',
  messages: 'I6',
};

/** The indexes that make doubles impossible: without one, a clean database is luck. */
export async function checkIndexes(payload: Payload, findings: Findings): Promise<void> {
  const missing = await missingIndexes(payload);
  for (const index of REQUIRED_INDEXES.filter((candidate) => candidate.unique)) {
    const invariant = HOLDS[index.collection];
    if (!invariant) continue;
    const name = `${index.collection}.${index.name}`;
    if (missing.some((found) => found.startsWith(`${name} `)))
      findings.differs(invariant, name, `the unique index is missing (${index.because})`);
  }
}
