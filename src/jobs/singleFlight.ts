interface SingleFlight {
  (): Promise<void>;
  /** Resolves when nothing runs, however it ended. Starts nothing. */
  idle(): Promise<void>;
}

/**
 * Runs one at a time in this process. A call that comes while one runs makes it run once more afterwards, so
 * that nothing that arrived in between is left lying.
 */
export function singleFlight(work: () => Promise<unknown>): SingleFlight {
  let running: Promise<void> | null = null;
  let again = false;
  const loop = async (): Promise<void> => {
    do {
      again = false;
      try {
        await work();
      } catch (error) {
        // Who called meanwhile is owed a run that began after the call; how that one ends is what all are told.
        if (!again) throw error;
      }
    } while (again);
  };
  const run = (): Promise<void> => {
    if (running) {
      again = true;
      return running;
    }
    running = loop().finally(() => {
      running = null;
    });
    return running;
  };
  return Object.assign(run, { idle: async () => void (await running?.catch(() => undefined)) });
}
