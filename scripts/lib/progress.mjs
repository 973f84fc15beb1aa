const QUIET_MS = 2000;
const REPEAT_MS = 10_000;

const seconds = (since) => `${Math.round((Date.now() - since) / 1000)} s`;

/**
 * Shows that work goes on: whatever takes longer than two seconds appears with the seconds elapsed. On a
 * terminal one line is kept up to date; elsewhere (a CI log) a line is added every ten seconds.
 * @param {NodeJS.WriteStream} [stream]
 * @returns {{line: (text: string) => void, during: <T>(label: string, work: () => Promise<T>) => Promise<T>}}
 */
export function createProgress(stream = process.stdout) {
  const running = new Map();
  let timer;
  // `npm test | head`: nobody reads on, but what was started must still be ended in order.
  stream.on('error', (error) => {
    if (error.code !== 'EPIPE') throw error;
  });

  const wipe = () => stream.isTTY && stream.write('\r\x1b[2K');
  const draw = () => {
    const shown = [...running].filter(([, task]) => Date.now() - task.since >= QUIET_MS);
    if (stream.isTTY) drawLine(stream, shown);
    else drawLog(stream, shown);
  };
  const line = (text) => {
    wipe();
    stream.write(`${text}\n`);
    if (stream.isTTY) draw();
  };

  return {
    line,
    async during(label, work) {
      const task = { label, since: Date.now(), saidAt: 0 };
      running.set(task, task);
      timer ??= setInterval(draw, 500);
      let outcome = 'failed after';
      try {
        const result = await work();
        outcome = 'done in';
        return result;
      } finally {
        running.delete(task);
        if (running.size === 0) timer = clearInterval(timer);
        wipe();
        if (Date.now() - task.since >= QUIET_MS) line(`  ${label}: ${outcome} ${seconds(task.since)}`);
      }
    },
  };
}

function drawLine(stream, shown) {
  const text = shown.map(([, task]) => `${task.label} ${seconds(task.since)}`).join(' · ');
  stream.write(`\r\x1b[2K${text && `  ${text}`.slice(0, (stream.columns ?? 80) - 1)}`);
}

function drawLog(stream, shown) {
  for (const [, task] of shown) {
    if (Date.now() - task.saidAt < REPEAT_MS) continue;
    task.saidAt = Date.now();
    stream.write(`  ${task.label} … ${seconds(task.since)}\n`);
  }
}
