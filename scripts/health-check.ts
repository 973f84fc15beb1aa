/** npm run health-check: every check with its state; exit 0 when ok, 1 when degraded, 2 when down. Changes nothing. */
import { getPayload } from 'payload';

import config from '../payload.config';
import { runChecks, statusOf } from '../src/operations/health/runChecks';
import { type Check } from '../src/operations/health/verdict';

async function check(): Promise<Check[]> {
  try {
    // Without the start-up: it would build the indexes whose absence is to be told.
    const payload = await getPayload({ config, disableOnInit: true });
    const checks = await runChecks(payload, { outside: true });
    await payload.destroy();
    return checks;
  } catch (error) {
    const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    return [{ name: 'start', state: 'down', message, latencyMs: 0 }];
  }
}

const checks = await check();
const width = Math.max(...checks.map(({ name }) => name.length));
for (const { name, state, message, latencyMs } of checks)
  console.log(`${state.padEnd(9)} ${name.padEnd(width)}  ${message} (${latencyMs} ms)`);
const status = statusOf(checks);
console.log(`\nAltogether: ${status}`);
process.exit({ ok: 0, degraded: 1, down: 2 }[status]);
