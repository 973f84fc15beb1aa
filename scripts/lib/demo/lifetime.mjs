import { whenParentEnds } from '../parent.mjs';

/** A second Ctrl-C this much later means "now": npm and the terminal each pass on the first. */
const SAME_PRESS_MS = 1500;

/**
 * The life of a command that starts programs and waits: whatever ends it, all is ended in order, once.
 * @param {{name: string, progress: ReturnType<typeof import('../progress.mjs').createProgress>,
 *   stop: (how: {now: boolean}) => Promise<void>}} input `stop` ends what was started; it may be called a second time,
 *   with `now`
 */
export function createLifetime({ name, progress, stop }) {
  const giveUp = new AbortController();
  let end;
  let firstAt;

  /** The first call decides the exit code. */
  const shutDown = ({ code, why }) => {
    if (end) return end;
    giveUp.abort();
    end = (async () => {
      progress.line(why);
      await progress.during('stopping', () => stop({ now: false }));
      process.exit(code);
    })();
    return end;
  };

  const onSignal = () => {
    if (end && Date.now() - firstAt > SAME_PRESS_MS) void stop({ now: true }).then(() => process.exit(130));
    firstAt ??= Date.now();
    void shutDown({ code: 0, why: `\nStopping the ${name}` });
  };

  return {
    /** Fires when everything shall end. */
    signal: giveUp.signal,
    fail: (error) => void shutDown({ code: 1, why: error.message }),

    /** Runs until a signal, the end of our parent, or a failure. */
    async run(start) {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, onSignal);
      whenParentEnds(onSignal);
      try {
        await start();
      } catch (error) {
        await shutDown({ code: 1, why: error.message });
      }
    },
  };
}
