// Started anew whenever a mail's words are saved: publishes those that changed, as "Back to the default" would, so that
// the next mail has them. What was edited in the admin stays until the file of the same template is saved.
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';

import { TEMPLATE_KEYS } from '../../../src/emails/catalog';
import { defaultTemplate } from '../../../src/emails/defaults';
import { demoAccounts } from '../demoAccounts.mjs';

const web = process.env.SERVER_URL ?? '';
const file = process.env.PUBLISHED_TEMPLATES ?? '';

async function post(path: string, body: unknown, token?: string): Promise<Record<string, unknown>> {
  const response = await fetch(`${web}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `JWT ${token}` } : {}) },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Record<string, unknown>;
}

async function publish(keys: string[]): Promise<void> {
  const editor = demoAccounts.find(({ role }) => role === 'editor');
  const { token } = await post('/api/staff/login', { email: editor?.email, password: editor?.password });
  for (const key of keys) {
    await post('/api/emails/restore-default', { key }, String(token));
    console.log(`published ${key}`);
  }
}

const hashes = Object.fromEntries(
  TEMPLATE_KEYS.map((key) => [
    key,
    createHash('sha256')
      .update(JSON.stringify(defaultTemplate(key)))
      .digest('hex'),
  ]),
) as Record<string, string>;
const kept = await readFile(file, 'utf8').catch(() => undefined); // the seed has just published all of them
const known = kept ? (JSON.parse(kept) as Record<string, string>) : hashes;
try {
  const changed = TEMPLATE_KEYS.filter((key) => known[key] !== hashes[key]);
  if (changed.length > 0) await publish(changed);
  await writeFile(file, JSON.stringify(hashes));
  console.log('templates are as their files');
} catch (error) {
  // The next save tries again.
  console.error(error instanceof Error ? error.message : error);
}
