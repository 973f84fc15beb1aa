const HEALTHY_SECONDS = 90;

/**
 * Waits until the product says of itself that it can serve.
 * @param {{url: string, stop: AbortSignal}} input `url` of GET /health
 */
export async function untilHealthy({ url, stop }) {
  const deadline = Date.now() + HEALTHY_SECONDS * 1000;
  let last = 'no answer';
  while (!stop.aborted) {
    const answer = await ask(url);
    if (answer.ok) return;
    last = answer.said;
    if (Date.now() > deadline) throw new Error(`${url} is not healthy after ${HEALTHY_SECONDS} s: ${last}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

async function ask(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
    return { ok: response.ok, said: `${response.status} ${(await response.text()).slice(0, 500)}` };
  } catch (error) {
    return { ok: false, said: error.cause?.message ?? error.message };
  }
}
