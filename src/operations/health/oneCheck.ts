import { type Check, type Verdict } from './verdict';

/** Longer than an answer takes that is still of use to whoever asks. */
export const INSIDE_MS = 10_000;
/** Providers may be far away, and ask each other. */
export const OUTSIDE_MS = 15_000;

/**
 * Runs a check for so long at most: one that hangs is told as such, by its own name, and makes no other late. A check
 * that throws has found what it says.
 */
export async function oneCheck(
  { name, onFailure, limitMs }: { name: string; onFailure: 'degraded' | 'down'; limitMs: number },
  check: () => Verdict | Promise<Verdict>,
): Promise<Check> {
  const started = performance.now();
  const failed = (message: string): Verdict => ({ state: onFailure, message });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Verdict>((resolve) => {
    timer = setTimeout(() => resolve(failed(`no answer within ${limitMs / 1000} s`)), limitMs);
  });
  const found = Promise.resolve()
    .then(check)
    .catch((error: unknown) => failed(error instanceof Error ? error.message : String(error)));
  const verdict = await Promise.race([found, late]);
  clearTimeout(timer);
  return { name, ...verdict, latencyMs: Math.round(performance.now() - started) };
}
