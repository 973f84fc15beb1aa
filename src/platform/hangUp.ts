/**
 * Whether an error says only that the client hung up before its request was whole, or before it had the answer: nobody
 * waits for one, and nothing is wrong with us. Looks through wrapped causes.
 */
export function isHangUp(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { name, message, code, cause } = error as Partial<Error> & { code?: unknown };
  // Next of an answer, Node of a body. A connection of ours to somebody else that breaks has other words.
  if (name === 'ResponseAborted' || (code === 'ECONNRESET' && message === 'aborted')) return true;
  return cause !== undefined && isHangUp(cause);
}
