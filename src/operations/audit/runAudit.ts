import { type Payload } from 'payload';

import { checkBookings } from '@/consultations/audit/checkBookings';
import { checkGrants } from '@/credits/audit/checkGrants';
import { checkWallets } from '@/credits/audit/checkWallets';
import { checkInvoices } from '@/payments/audit/checkInvoices';
import { checkPayments } from '@/payments/audit/checkPayments';
import { checkValue } from '@/payments/audit/checkValue';
import { Findings } from '@/platform/findings';

import { checkAuditLog } from './checkAuditLog';
import { checkIndexes } from './checkIndexes';
import { checkQueues } from './checkQueues';

const CHECKS = [
  checkIndexes,
  checkWallets,
  checkGrants,
  checkPayments,
  checkValue,
  checkInvoices,
  checkBookings,
  checkQueues,
  checkAuditLog,
];

/**
 * Recomputes the invariants from the rows and compares. Reads only, and may run while the product works: each check
 * reads what it compares as of one moment. Memory does not grow with the database.
 */
export async function runAudit(payload: Payload): Promise<Findings> {
  const findings = new Findings();
  for (const check of CHECKS) await check(payload, findings);
  return findings;
}
