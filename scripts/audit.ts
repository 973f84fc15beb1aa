/**
 * npm run audit: recomputes the invariants from the rows; exit 0 when all hold, 1 when one does not, 2 when
 * it cannot tell.
 */
import { getPayload } from 'payload';

import config from '../payload.config';
import { auditText } from '../src/operations/audit/auditText';
import { runAudit } from '../src/operations/audit/runAudit';
import { followAdjustableClock } from '../src/platform/adjustableClock';

try {
  // Not the start of the product: a database too broken to serve is the very one to look into.
  const payload = await getPayload({ config, disableOnInit: true });
  await followAdjustableClock(payload);
  const findings = await runAudit(payload);
  console.log(auditText(findings));
  await payload.destroy();
  process.exit(findings.broken().length === 0 ? 0 : 1);
} catch (error) {
  console.error(`The audit could not be made: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(2);
}
