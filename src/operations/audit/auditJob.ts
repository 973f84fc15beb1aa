import { type Payload } from 'payload';

import { openCase } from '@/platform/cases';
import { now } from '@/platform/clock';
import { type Findings, INVARIANTS } from '@/platform/findings';
import { logger } from '@/platform/logger';
import { inTransaction } from '@/platform/transaction';

import { runAudit } from './runAudit';

/** The hourly audit: any difference is put before staff. Nothing is repaired silently. */
export async function auditToCases(payload: Payload): Promise<Findings> {
  const findings = await runAudit(payload);
  const broken = findings.broken();
  if (broken.length === 0) return findings;
  logger.error({ broken }, 'the audit found differences');
  const day = now().toISOString().slice(0, 10);
  await inTransaction({ payload, context: { actor: 'system:audit' } }, async (req) => {
    for (const invariant of broken) {
      const { count, differences } = findings.of[invariant];
      const [first] = differences;
      await openCase(req, {
        key: `audit:${invariant}:${first?.subject ?? ''}:${day}`,
        kind: 'audit-difference',
        title: `Audit: ${INVARIANTS[invariant]} (${count} ${count === 1 ? 'difference' : 'differences'})`,
        suggestion: 'Run `npm run audit` for the whole list. Find the cause before correcting anything; corrections are new entries, never edits.',
        facts: { invariant, count, differences },
      });
    }
  });
  return findings;
}
