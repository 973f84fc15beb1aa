import { now } from '@/platform/clock';
import { DomainError } from '@/platform/errors';
import { errorAnswer } from './answers';
import { isDailyLimit, retryAfterSeconds } from './retryAfter';

export interface ZoomCall {
  /** Our name for the call, for the log: paths hold addresses, so they are never recorded. */
  operation: string;
  method: string;
  url: string;
  authorization: string;
  body?: unknown;
  fetch: typeof fetch;
  timeoutMs: number;
}

export interface ZoomAnswer {
  status: number;
  body: unknown;
}

/**
 * One HTTP exchange, bounded in time.
 * @throws DomainError PROVIDER_UNAVAILABLE for no answer, 429 and 5xx; every other status is returned.
 */
export async function callZoom(call: ZoomCall): Promise<ZoomAnswer> {
  const answer = await exchange(call);
  if (answer.status !== 429 && answer.status < 500) return { status: answer.status, body: answer.body };
  const problem = errorAnswer.safeParse(answer.body).data;
  throw new DomainError('PROVIDER_UNAVAILABLE', {
    retryAfterSeconds: retryAfterSeconds({
      header: answer.retryAfter,
      message: problem?.message,
      now: now(),
    }),
    detail: {
      provider: 'zoom',
      operation: call.operation,
      status: answer.status,
      zoomCode: problem?.code ?? null,
      dailyLimit: answer.status === 429 && isDailyLimit(problem?.message),
    },
  });
}

async function exchange(call: ZoomCall): Promise<ZoomAnswer & { retryAfter: string | null }> {
  try {
    const response = await call.fetch(call.url, {
      method: call.method,
      headers: {
        authorization: call.authorization,
        accept: 'application/json',
        ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: call.body === undefined ? undefined : JSON.stringify(call.body),
      redirect: 'error',
      signal: AbortSignal.timeout(call.timeoutMs),
    });
    // The signal covers the body too: headers followed by silence must not hold a worker.
    return {
      status: response.status,
      body: parseJson(await response.text()),
      retryAfter: response.headers.get('retry-after'),
    };
  } catch (error) {
    const reason = (error as { name?: string } | null)?.name === 'TimeoutError' ? 'timeout' : 'network';
    throw new DomainError('PROVIDER_UNAVAILABLE', {
      cause: error,
      detail: { provider: 'zoom', operation: call.operation, reason },
    });
  }
}

/** An empty body or a gateway's HTML page is nothing we can read; the status says what happened. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
