const POLL_MS = 500;
const FLAG = 'STOP_WITH_PARENT';

/** Environment for a child that should end when we do, however we end. */
export const STOPS_WITH_US = { [FLAG]: '1' };

/**
 * npm hands a signal to the shell it runs scripts in, which dies of it without telling us; and a parent killed
 * hard tells nobody. Either way our parent is then another process.
 * @param {() => void} stop called once, if we were started to end with our parent
 */
export function whenParentEnds(stop) {
  if (!process.env[FLAG] && !process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop();
  }, POLL_MS);
  timer.unref();
}
