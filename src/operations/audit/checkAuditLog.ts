import { type Payload } from 'payload';

import { type Findings } from '@/platform/findings';
import { nativeCollection } from '@/platform/store';

const TEXTS = ['actor', 'action', 'subject'] as const;
const noText = (field: string) => ({ $or: [{ [field]: { $not: { $type: 'string' } } }, { [field]: '' }] });

/** I5: each audit entry says who did what to what, and when. */
export async function checkAuditLog(payload: Payload, findings: Findings): Promise<void> {
  const log = nativeCollection(payload, 'audit-log');
  findings.checked('I5', 'audit entries', await log.estimatedDocumentCount());
  const silent = log.find({
    $or: [...TEXTS.map(noText), { at: { $not: { $type: 'date' } } }, { correlationId: { $exists: false } }],
  });
  for await (const entry of silent) {
    const named: string[] = TEXTS.filter((field) => typeof entry[field] === 'string' && entry[field] !== '');
    const missing = [
      ...TEXTS.filter((field) => !named.includes(field)),
      ...(entry.at instanceof Date ? [] : ['at']),
      ...('correlationId' in entry ? [] : ['correlationId']),
    ];
    findings.differs('I5', `audit-log:${String(entry._id)}`, `it lacks ${missing.join(', ')}`);
  }
}
