import { type Filter } from 'mongodb';
import { type Payload } from 'payload';

import { HostUnavailable } from '@/integrations/zoom/port';
import { zoomProvider } from '@/integrations/zoom/provider';
import { openCase } from '@/platform/cases';
import { closeCircuit, enterCircuit, noteLook, openCircuit, type Passage } from '@/platform/circuit';
import { now } from '@/platform/clock';
import { type DomainError, isDomainError } from '@/platform/errors';
import { notHeld, type OutboxRow, postpone } from '@/platform/outbox';
import { nativeCollection } from '@/platform/store';
import { inTransaction } from '@/platform/transaction';

import { BudgetSpent } from './callBudget';

const CIRCUIT = 'zoom';
const COUNTED = 100;
/** Shorter silences mend themselves before anybody has looked. */
const TELL_AFTER_MS = 15 * 60_000;
/** Answers that say something of one meeting, not of Zoom. */
const OF_ONE_CALL = ['unexpected-answer', 'endless-pages', 'own-budget'];

const isOutage = (error: unknown): error is DomainError =>
  isDomainError(error) &&
  error.code === 'PROVIDER_UNAVAILABLE' &&
  error.facts.detail?.dailyLimit !== true &&
  !OF_ONE_CALL.includes(String(error.facts.detail?.reason));

/** Zoom answers, and will not do it. */
const isRefusal = (error: unknown): error is Error =>
  error instanceof HostUnavailable || (isDomainError(error) && error.code === 'INTERNAL');
const TELL_AT_TRY = 3;

/**
 * Runs what asks Zoom for a row. While Zoom is down the rows wait without costing a try, and one of them asks for
 * all: sooner the more of them wait. When it gets an answer they are due at once. A row without budget waits until
 * there is some.
 */
export async function askZoom(payload: Payload, row: OutboxRow, work: () => Promise<void>): Promise<void> {
  const line = (): Promise<number> => waiting(payload);
  const passage = await enterCircuit(payload, CIRCUIT, line);
  const comeAgain = (dueAt = now()): Promise<void> =>
    postpone(payload, row, { dueAt, why: 'Zoom does not answer; one session asks for all.' });
  if (!passage.mayAsk) return comeAgain(passage.until);
  // A try costs of the day's budget whether it is answered or not; a look does not.
  if (passage.isEarly && !(await zoomProvider().checkConfiguration()).ok)
    return comeAgain(await noteLook(payload, CIRCUIT, line));
  try {
    await work();
  } catch (error) {
    if (isOutage(error)) await noteOutage(payload, error, passage);
    else if (passage.isProbe) await recover(payload);
    if (isRefusal(error) && row.attempts === TELL_AT_TRY) await tellRefusal(payload, row, error);
    if (error instanceof BudgetSpent)
      return postpone(payload, row, { dueAt: error.until, heldUntil: error.until, why: error.message });
    throw error;
  }
  if (passage.isProbe) await recover(payload);
}

/** What waits for Zoom and for no fixed time. */
const forZoom = (): Filter<OutboxRow> => ({
  kind: { $in: ['meeting.sync', 'meeting.remove'] },
  state: 'waiting',
  ...notHeld(),
});

/** How many wait for Zoom. More than so many make no difference. */
const waiting = (payload: Payload): Promise<number> =>
  nativeCollection<OutboxRow>(payload, 'outbox').countDocuments(forZoom(), { limit: COUNTED });

async function recover(payload: Payload): Promise<void> {
  await closeCircuit(payload, CIRCUIT);
  await nativeCollection<OutboxRow>(payload, 'outbox').updateMany(
    { ...forZoom(), leaseToken: null, dueAt: { $gt: now() } },
    { $set: { dueAt: now() } },
  );
}

const tellRefusal = (payload: Payload, row: OutboxRow, error: Error): Promise<void> =>
  inTransaction({ payload, context: { actor: 'system:meetings' } }, (req) =>
    openCase(req, {
      key: `zoom-refusal:${row.key}`,
      kind: 'meeting-delayed',
      title: 'Zoom refuses what a session needs: its meeting is not as booked',
      suggestion:
        'It is tried again by itself. Look at the Zoom account: the scopes of the app, and whether the ' +
        "consultant's host and the fallback host are licensed.",
      consultation: row.subject,
      facts: {
        effect: row.key,
        error: error.message,
        detail: isDomainError(error) ? error.facts.detail : null,
      },
    }),
  );

async function noteOutage(payload: Payload, error: DomainError, { isEarly }: Passage): Promise<void> {
  const { openedAt } = await openCircuit(payload, CIRCUIT, {
    retryAfterSeconds: error.facts.retryAfterSeconds,
    answersLooks: isEarly,
  });
  if (now().getTime() - openedAt.getTime() < TELL_AFTER_MS) return;
  await inTransaction({ payload, context: { actor: 'system:meetings' } }, (req) =>
    openCase(req, {
      key: `zoom-outage:${openedAt.toISOString()}`,
      kind: 'zoom-outage',
      title: `Zoom has not answered since ${openedAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`,
      suggestion:
        'Bookings stand, and their meetings and links follow by themselves when Zoom answers. Look at ' +
        'the Zoom account and at status.zoom.us; for sessions that begin soon, send a link by hand.',
      facts: { since: openedAt, detail: error.facts.detail ?? null },
    }),
  );
}
