import { ObjectId } from 'mongodb';
import { type Payload } from 'payload';

import { type NewCase } from '@/platform/cases';
import { type Findings, type Invariant, INVARIANTS } from '@/platform/findings';
import { groupBy } from '@/platform/snapshot';
import { nativeCollection } from '@/platform/store';

export const AUDIT_CASE = 'audit-difference';

/** What differs about one record, of one invariant. */
export interface AuditCase extends NewCase {
  facts: { invariant: string; subject: string; differences: string[]; differencesInAll: number };
}

/**
 * What an audit found, a case for each record: a person corrects records, not invariants. Of a wreck of a database the
 * first few of each invariant, which say how many there are in all. Closed and not mended, it is another case
 * on another day.
 */
export function auditCases(findings: Findings, day: string): AuditCase[] {
  return findings.broken().flatMap((invariant) => ofInvariant(findings, invariant, day));
}

function ofInvariant(findings: Findings, invariant: Invariant, day: string): AuditCase[] {
  const { count, differences } = findings.of[invariant];
  const bySubject = groupBy(differences, ({ subject }) => subject);
  return [...bySubject].map(([subject, found]) => ({
    key: `audit:${invariant}:${subject}:${day}`,
    kind: AUDIT_CASE,
    title: `Audit: not true that ${INVARIANTS[invariant]}`,
    suggestion:
      'Find the cause before correcting anything; corrections are new entries, never edits. `npm run ' +
      'audit` says whether it is still so.',
    facts: { invariant, subject, differences: found.map(({ what }) => what), differencesInAll: count },
  }));
}

const REFERENCES = ['client', 'payment', 'consultation'] as const;
type Links = Pick<NewCase, (typeof REFERENCES)[number]>;
const ITSELF: Record<string, keyof Links> = {
  clients: 'client',
  payments: 'payment',
  consultations: 'consultation',
};

/** The records staff will want to open: the subject itself, and whom and what it names. Empty for what is no record. */
export async function linksOf(payload: Payload, subject: string): Promise<Links> {
  const [collection = '', id = ''] = subject.split(':');
  if (!/^[0-9a-f]{24}$/.test(id)) return {};
  const row = await nativeCollection(payload, collection).findOne(
    { _id: new ObjectId(id) },
    { projection: Object.fromEntries(REFERENCES.map((name) => [name, 1])) },
  );
  const named = REFERENCES.flatMap((name) =>
    row?.[name] instanceof ObjectId ? [[name, row[name].toHexString()]] : [],
  );
  const own = row && ITSELF[collection];
  return { ...(Object.fromEntries(named) as Links), ...(own ? { [own]: id } : {}) };
}
