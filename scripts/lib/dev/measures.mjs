import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { demoAccounts } from '../demoAccounts.mjs';

const POLL_MS = 20;
const GIVE_UP_MS = 60_000;
const HEADING = { file: 'src/app/(portal)/page.tsx', from: 'Clear counsel', to: (n) => `Clear counsel ${n}` };
const RULE = {
  file: 'src/notifications/variables/account.ts',
  from: `'1 hour'`,
  to: (n) => `'${n} hours'`,
  seen: (n) => `for ${n} hours`,
};
const WORDS = {
  file: 'src/emails/templates/password-reset.mjml',
  from: 'Choose a new password</h1>',
  to: (n) => `Choose password ${n}</h1>`,
  seen: (n) => `Choose password ${n}`,
};

/**
 * A word of the start page, until the open page shows it without being loaded again.
 * @returns {Promise<number>} milliseconds
 */
export async function componentSeen({ page, edits, n }) {
  await page.evaluate(() => (document.documentElement.dataset.loaded = 'once'));
  const since = Date.now();
  edits.change(HEADING.file, HEADING.from, HEADING.to(n));
  const shown = (words) => document.querySelector('h1')?.textContent?.includes(words);
  await page.waitForFunction(shown, HEADING.to(n), { polling: POLL_MS, timeout: GIVE_UP_MS });
  const took = Date.now() - since;
  const wasReloaded = await page.evaluate(() => document.documentElement.dataset.loaded !== 'once');
  if (wasReloaded) throw new Error('The page was loaded again.');
  return took;
}

/**
 * How long a mail says that its link works, until the worker that has it is at work.
 * @returns {Promise<number>} milliseconds
 */
export async function ruleAtWork({ ready, edits, n }) {
  const took = await untilLogged({
    log: join(ready.dataDir, 'logs', 'worker.log'),
    words: 'worker ready',
    change: () => edits.change(RULE.file, RULE.from, RULE.to(n)),
  });
  await mailSays({ ready, words: RULE.seen(n) });
  return took;
}

/** The words of a mail, until they are published. @returns {Promise<number>} milliseconds */
export async function wordsPublished({ ready, edits, n }) {
  const took = await untilLogged({
    log: join(ready.dataDir, 'logs', 'mails.log'),
    words: 'published password-reset',
    change: () => edits.change(WORDS.file, WORDS.from, WORDS.to(n)),
  });
  await mailSays({ ready, words: WORDS.seen(n) });
  return took;
}

/** Asks for a mail, and waits until it is in the inbox. @throws Error when it does not hold the words */
export async function mailSays({ ready: { urls }, words }) {
  const client = demoAccounts.find(({ role }) => role === 'client');
  const had = new Set((await inbox(urls)).map(({ id }) => id));
  const answer = await fetch(`${urls.web}/api/clients/forgot-password`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: client.email }),
  });
  if (!answer.ok) throw new Error(`The mail was not asked for: ${answer.status} ${await answer.text()}`);
  const mail = await until(async () => (await inbox(urls)).find(({ id }) => !had.has(id)), 'the mail');
  if (words && !`${mail.text}${mail.html}`.includes(words))
    throw new Error(`The mail does not say "${words}".`);
}

const inbox = async (urls) => (await fetch(`${urls.inbox}/email`)).json();

async function untilLogged({ log, words, change }) {
  const count = async () => (await readFile(log, 'utf8')).split(words).length;
  const before = await count();
  const since = Date.now();
  change();
  await until(async () => (await count()) > before, `"${words}" in ${log}`);
  return Date.now() - since;
}

async function until(look, what) {
  const deadline = Date.now() + GIVE_UP_MS;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`${what} did not come within ${GIVE_UP_MS / 1000} s.`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
