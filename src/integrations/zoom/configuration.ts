import { isDomainError } from '@/platform/errors';
import { HostUnavailable } from './port';

/** What Zoom answers when the app was not given a scope it needs. */
const SCOPE_MISSING = 4711;

/** Runs a harmless call and says the result in a sentence staff can act on. */
export async function describeConfiguration(
  probe: () => Promise<void>,
): Promise<{ ok: boolean; message: string }> {
  try {
    await probe();
    return { ok: true, message: 'Zoom accepts our credentials and knows the fallback host.' };
  } catch (error) {
    return { ok: false, message: explain(error) };
  }
}

function explain(error: unknown): string {
  if (error instanceof HostUnavailable) {
    return 'ZOOM_FALLBACK_HOST is not a user of the Zoom account, or has no licence to host.';
  }
  const detail = isDomainError(error) ? error.facts.detail : undefined;
  if (detail?.reason === 'credentials-refused') {
    return 'Zoom refuses ZOOM_ACCOUNT_ID, ZOOM_CLIENT_ID or ZOOM_CLIENT_SECRET.';
  }
  if (detail?.zoomCode === SCOPE_MISSING) return 'The Zoom app lacks a scope: see the operations guide.';
  if (detail?.status === 429) return 'Zoom answers that a limit is reached.';
  if (detail?.reason === 'refused') return `Zoom refuses the call (code ${String(detail.zoomCode)}).`;
  return 'Zoom does not answer.';
}
