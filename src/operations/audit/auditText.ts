import { type Finding, type Findings, type Invariant, INVARIANTS } from '@/platform/findings';

const counts = ({ checked }: Finding): string =>
  Object.entries(checked)
    .map(([what, count]) => `${count} ${what}`)
    .join(', ') || 'nothing to check';

/**
 * What an audit found, for people: a line an invariant, then what waits for staff, then what is wrong: the
 * first few of each.
 */
export function auditText(findings: Findings): string {
  const invariants = Object.keys(INVARIANTS) as Invariant[];
  const lines = invariants.map((invariant) => {
    const finding = findings.of[invariant];
    return `${finding.count === 0 ? 'ok    ' : 'BROKEN'} ${invariant}  ${INVARIANTS[invariant]} (${counts(finding)})`;
  });
  const waiting = invariants.flatMap((invariant) =>
    findings.of[invariant].waiting.map(({ subject, what }) => `  ${subject}: ${what}`),
  );
  if (waiting.length > 0) lines.push('', 'Waiting for staff:', ...waiting);
  for (const invariant of findings.broken()) {
    const { count, differences } = findings.of[invariant];
    const [first, ...others] = differences.map(({ subject, what }) => `${subject}: ${what}`);
    lines.push(
      '',
      `${invariant}: ${count} ${count === 1 ? 'difference' : 'differences'}. The first: ${first}`,
      ...others.map((line) => `  ${line}`),
    );
    if (count > differences.length) lines.push(`  … and ${count - differences.length} more`);
  }
  const broken = findings.broken();
  return [
    ...lines,
    '',
    broken.length === 0
      ? 'The audit found no difference.'
      : `The audit found differences in ${broken.join(', ')}.`,
  ].join('\n');
}
