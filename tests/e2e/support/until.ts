const POLL_MS = 150;

/**
 * Asks again until there is an answer, for what the product does in its own time: mail, webhooks, meetings.
 * @throws {Error} naming what was waited for when it has not come in time
 */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined | null | false>,
  { seconds = 120 } = {},
): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > deadline) throw new Error(`After ${seconds} s still no ${what}.`);
    await new Promise((again) => setTimeout(again, POLL_MS));
  }
}
