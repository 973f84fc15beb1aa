import { worldTime } from '@/platform/clock';

import { nextRun } from './nextRun';

const SHORTEST_MS = 1000;
const LONGEST_MS = 86_400_000;

/**
 * Runs something again and again, as its text says. The pauses are measured by the process, which no step of a clock
 * touches; where it is told hours of the day, they are the world's.
 * @returns a function that ends it
 */
export function poll(every: string, run: () => void): () => void {
  let timer: NodeJS.Timeout;
  const wait = (): void => {
    const at = worldTime();
    const pauseMs = nextRun(every, at).getTime() - at.getTime();
    timer = setTimeout(
      () => {
        wait();
        run();
      },
      Math.min(Math.max(pauseMs, SHORTEST_MS), LONGEST_MS),
    );
  };
  wait();
  return () => clearTimeout(timer);
}
