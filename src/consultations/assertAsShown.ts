import { type Consultation } from '@/payload-types';
import { DomainError } from '@/platform/errors';

/**
 * Refuses an ending that was decided by another rule than the one shown before it was confirmed: time passes between
 * the two. Called in the transaction, so that nothing of it stays.
 * @throws DomainError INVALID_TRANSITION with what it would mean now
 */
export function assertAsShown(
  { outcome }: Pick<Consultation, 'outcome'>,
  { expectedRule }: { expectedRule?: string },
): void {
  if (!expectedRule || outcome?.rule === expectedRule) return;
  throw new DomainError('INVALID_TRANSITION', {
    message:
      `Nothing was changed, because it would mean something else now. ${outcome?.explanation ?? ''}`.trim(),
  });
}
