import { logger } from '@/platform/logger';
import { isDomainError } from '@/platform/errors';

import { measure } from './measure';

/** What the pages of the admin call. Of the rest (copying between languages, publishing by plan) we have nothing. */
const OFFERED: ReadonlySet<unknown> = new Set([
  ...['form-state', 'table-state', 'render-document', 'render-document-slots', 'render-field', 'render-list'],
  ...['render-widget', 'get-default-layout'],
]);
/** The state of a form has some ten values for each of its fields. */
const CALL = { keys: 30_000, depth: 64 };

/** Next steers by errors: a redirect, a page that is not there. */
const isSteering = (error: unknown): boolean =>
  String((error as { digest?: unknown } | null)?.digest ?? '').startsWith('NEXT_');

const told = (message: string) => ({ errors: [{ message }], message });

/**
 * Calls a server function of the admin: one that is offered, with arguments of a measure. What goes wrong in it is told
 * as the forms read it; thrown on, it would be answered with 500.
 */
export async function callServerFunction(
  call: { name?: unknown; args?: unknown } | null | undefined,
  run: () => Promise<unknown>,
): Promise<unknown> {
  const { name, args } = call ?? {};
  if (!OFFERED.has(name) || typeof args !== 'object' || args === null)
    return told('There is no such function.');
  try {
    measure(args, CALL);
    return await run();
  } catch (error) {
    if (isSteering(error)) throw error;
    if (isDomainError(error)) return told(error.message);
    logger.error({ err: error, name }, 'a server function failed');
    return told('Something went wrong on our side.');
  }
}
