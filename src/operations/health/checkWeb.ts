import { z } from 'zod';

import { degraded, down, ok, type Verdict } from './verdict';

/** Longer than all checks that the answer is made of. */
const LIMIT_MS = 12_000;

const ANSWER = z.object({ status: z.enum(['ok', 'degraded', 'down', 'draining']), version: z.string() });

const asAnswer = (text: string): z.infer<typeof ANSWER> | null => {
  try {
    return ANSWER.parse(JSON.parse(text));
  } catch {
    return null;
  }
};

/** `fetch failed` tells nothing: its cause does. */
function reasonOf(error: unknown): string {
  const { name, message, cause } = error as Partial<Error> & { cause?: { code?: string; message?: string } };
  if (name === 'TimeoutError') return 'no answer in time';
  return cause?.code ?? cause?.message ?? message ?? String(error);
}

/**
 * Asks the web that runs, at the address clients have, whether it serves: the checks of a process that was only started
 * to make them say nothing of it.
 * @param serverUrl the web's address
 */
export async function checkWeb(serverUrl: string, limitMs = LIMIT_MS): Promise<Verdict> {
  const url = new URL('/health', serverUrl).href;
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, { signal: AbortSignal.timeout(limitMs) });
    text = await response.text();
  } catch (error) {
    return down(`${url} does not answer: ${reasonOf(error)}`);
  }
  const answer = asAnswer(text);
  if (!answer) return down(`${url} answers ${response.status}, and not as this product does`);
  const words = `${url} answers ${response.status}: ${answer.status}, version ${answer.version}`;
  if (answer.status === 'ok' && response.ok) return ok(words);
  return answer.status === 'degraded' && response.ok ? degraded(words) : down(words);
}
