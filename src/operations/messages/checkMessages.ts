import { createHash } from 'node:crypto';
import { type Payload } from 'payload';

import { readBalanceAround, readBalanceAt } from '@/credits/readBalanceAt';
import { toldFacts } from '@/credits/told';
import { type MessageOrder, oweMissing } from '@/notifications/enqueue';
import { type MessageRow } from '@/notifications/message';
import { openCase } from '@/platform/cases';
import { now } from '@/platform/clock';
import { logger } from '@/platform/logger';
import { nativeCollection } from '@/platform/store';
import { inTransaction } from '@/platform/transaction';

import { type Expectation } from './expectation';
import { expectationsSince } from './readExpectations';

const DAY_MS = 86_400_000;
/** As far back as a mail may still be of use: feedback is asked for within fourteen days. */
export const DAYS_BACK = 15;
const LISTED = 50;

export interface MessageFindings {
  expected: number;
  missing: Pick<Expectation, 'key' | 'because'>[];
  /** How many of the missing are owed now. */
  owed: number;
}

/**
 * Derives from bookings, lots and payments which mails must exist, and names those that do not. Read only, unless told
 * to owe them: then they go the way of every mail, and those whose time passed are dropped with that reason.
 */
export async function checkMessages(
  payload: Payload,
  { days = DAYS_BACK, mend = false }: { days?: number; mend?: boolean } = {},
): Promise<MessageFindings> {
  const at = now();
  const findings: MessageFindings = { expected: 0, missing: [], owed: 0 };
  for await (const portion of expectationsSince(payload, new Date(at.getTime() - days * DAY_MS), at)) {
    findings.expected += portion.length;
    const missing = await missingOf(payload, portion);
    findings.missing.push(...missing.map(({ key, because }) => ({ key, because })));
    for (const expectation of mend ? missing : [])
      findings.owed += await oweMissing(payload, 'system:expected-messages', [
        await withBalance(payload, expectation),
      ]);
  }
  return findings;
}

async function missingOf(payload: Payload, portion: readonly Expectation[]): Promise<Expectation[]> {
  const present = nativeCollection<MessageRow>(payload, 'messages').find(
    { key: { $in: portion.map(({ key }) => key) } },
    { projection: { key: 1 } },
  );
  const keys = new Set((await present.toArray()).map(({ key }) => key));
  return portion.filter(({ key }) => !keys.has(key));
}

/** The balance a mail tells is that of its cause's moment. */
async function withBalance(
  payload: Payload,
  { order, owedSince, entries, client = order.client }: Expectation,
): Promise<MessageOrder> {
  const { facts } = order;
  // It was due when its cause was committed.
  const due = { ...order, dueAt: now() };
  if (facts?.creditsAvailable === undefined || !client || !owedSince) return due;
  const told = entries ? await readBalanceAround(payload, client, entries) : null;
  if (told) return { ...due, facts: { ...facts, ...toldFacts(told) } };
  const { available } = await readBalanceAt(payload, client, owedSince);
  return { ...due, facts: { ...facts, creditsAvailable: String(available) } };
}

/** One case for what is found missing together on a day: others, or the same on another day, are news. */
function caseKey(missing: MessageFindings['missing']): string {
  const which = createHash('sha256')
    .update(
      missing
        .map(({ key }) => key)
        .sort()
        .join('\n'),
    )
    .digest('hex')
    .slice(0, 32);
  return `messages:${now().toISOString().slice(0, 10)}:${which}`;
}

/** The hourly check: what is missing is owed, and staff are told that it was. @returns how many were missing */
export async function mendMessages(payload: Payload): Promise<number> {
  const { missing, expected } = await checkMessages(payload, { mend: true });
  if (missing.length === 0) return 0;
  logger.error({ missing: missing.length, expected }, 'mails were missing and are owed now');
  await inTransaction({ payload, context: { actor: 'system:expected-messages' } }, (req) =>
    openCase(req, {
      key: caseKey(missing),
      kind: 'mail-missing',
      title:
        `${missing.length} ${missing.length === 1 ? 'mail was' : 'mails were'} missing ` +
        `and ${missing.length === 1 ? 'is' : 'are'} owed now`,
      suggestion:
        'Look at each in Messages: it was sent, or dropped with a reason. Was no worker running for ' +
        'long? If not, find out what removed them.',
      facts: { missing: missing.slice(0, LISTED), count: missing.length },
    }),
  );
  return missing.length;
}
