import { isHangUp } from '@/platform/hangUp';
import { logger } from '@/platform/logger';

/**
 * Next reads a body before any route of ours does, and prints a client that hung up meanwhile as an error. Nobody has
 * to look at that: it is told as what it is.
 */
export function tellHangUps(): void {
  const nexts = globalThis.console;
  const print = nexts.error;
  nexts.error = (...given: unknown[]): void => {
    if (given.some(isHangUp)) logger.info('a client hung up before its request was whole');
    else print(...given);
  };
}
