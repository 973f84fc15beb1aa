import { type Payload } from 'payload';

import { openCase } from '@/platform/cases';
import { now } from '@/platform/clock';
import { type Findings } from '@/platform/findings';
import { logger } from '@/platform/logger';
import { nativeCollection } from '@/platform/store';
import { inTransaction } from '@/platform/transaction';

import { AUDIT_CASE, type AuditCase, auditCases, linksOf } from './auditCases';
import { runAudit } from './runAudit';

/** The hourly audit: any difference is put before staff. Nothing is repaired silently. */
export async function auditToCases(payload: Payload): Promise<Findings> {
  const findings = await runAudit(payload);
  const broken = findings.broken();
  if (broken.length === 0) return findings;
  logger.error({ broken }, 'the audit found differences');
  for (const found of auditCases(findings, now().toISOString().slice(0, 10))) await putBefore(payload, found);
  return findings;
}

/** What staff have open already is not news, however many days it takes them. */
async function putBefore(payload: Payload, found: AuditCase): Promise<void> {
  const { invariant, subject } = found.facts;
  const open = await nativeCollection(payload, 'cases').findOne(
    { kind: AUDIT_CASE, state: 'open', 'facts.invariant': invariant, 'facts.subject': subject },
    { projection: { _id: 1 } },
  );
  if (open) return;
  const links = await linksOf(payload, subject);
  await inTransaction({ payload, context: { actor: 'system:audit' } }, (req) =>
    openCase(req, { ...found, ...links }),
  );
}
