/**
 * npm run messages:check [-- --days N] [-- --mend] [-- --booking <id>]: which mails must exist and do not; with
 * --booking, what became of each mail about one session. Exit 0 when nothing is missing, 1 when something is, 2 when it
 * cannot tell.
 */
import { parseArgs } from 'node:util';
import { getPayload } from 'payload';

import config from '../payload.config';
import { checkMessages, DAYS_BACK } from '../src/operations/messages/checkMessages';
import { explainBooking } from '../src/operations/messages/explainBooking';

try {
  const { values } = parseArgs({
    options: {
      days: { type: 'string', default: String(DAYS_BACK) },
      mend: { type: 'boolean', default: false },
      booking: { type: 'string' },
    },
  });
  const days = Number(values.days);
  if (!Number.isInteger(days) || days < 1) throw new Error('--days takes a whole number of days.');
  if (values.booking !== undefined && !/^[0-9a-f]{24}$/.test(values.booking))
    throw new Error('--booking takes the id of a consultation.');
  const payload = await getPayload({ config });
  if (values.booking) {
    const mails = await explainBooking(payload, values.booking);
    for (const { state, template, to, version, at, why } of mails)
      console.log(
        `${state.padEnd(9)} ${template} to the ${to}` +
          `${version ? ` (version ${version})` : ''}${at ? `, ${at}` : ''}: ${why}`,
      );
    process.exitCode = mails.some(({ state }) => state === 'missing') ? 1 : 0;
  } else {
    const { expected, missing, owed } = await checkMessages(payload, { days, mend: values.mend });
    for (const { key, because } of missing) console.log(`missing: ${key} (${because})`);
    console.log(
      `Mails that must exist, of the last ${days} days: ${expected}. ` +
        `Missing: ${missing.length}${values.mend ? `, owed now: ${owed}` : ''}.`,
    );
    process.exitCode = missing.length === 0 || values.mend ? 0 : 1;
  }
  await payload.destroy();
  process.exit();
} catch (error) {
  console.error(`The mails could not be checked: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(2);
}
