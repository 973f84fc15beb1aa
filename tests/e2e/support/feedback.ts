import { aheadMs } from './clock';
import { type Demo } from './demo';

const DAY_MS = 86_400_000;

/** Where a session's client gives feedback, as the mail of the next day links it. */
export async function feedbackPath(demo: Demo, consultationId: string): Promise<string> {
  Object.assign(process.env, demo.env);
  const now = Date.now() + (await aheadMs(demo));
  const { signLink } = await import('../../../src/platform/signedLink');
  return `/feedback/${signLink('feedback', consultationId, new Date(now + DAY_MS))}`;
}
