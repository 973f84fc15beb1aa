import { type PayloadRequest } from 'payload';

import { type Posted } from '@/credits/ledger';
import { readWallet } from '@/credits/readWallet';
import { consume, release, resettle } from '@/credits/settleHold';
import { type Told, toldOf } from '@/credits/told';
import { enqueue } from '@/notifications/enqueue';
import { type Consultation } from '@/payload-types';
import { recordAudit } from '@/platform/audit';
import { now } from '@/platform/clock';
import { DomainError } from '@/platform/errors';
import { owe } from '@/platform/outbox';
import { refId } from '@/platform/refs';

import { decisionsOf, firstDecidedAt, isNews, noteOf } from './decisions';
import { endingMails } from './endingMails';
import { foresee } from './foresee';
import { partyOf } from './party';
import { releaseSlot } from './slotClaims';
import { isLive, mayCorrect, mayMove, type Party, type Status } from './status';

const ENDINGS: readonly Status[] = [
  'cancelled',
  'completed',
  'client_no_show',
  'consultant_no_show',
  'technical_failure',
];

const isEnding = (status: Status): boolean => ENDINGS.includes(status);

/**
 * Judges a change of status that is about to be written and puts the decision on the record.
 * @throws DomainError INVALID_TRANSITION, VALIDATION without a reason where one is needed
 */
export async function prepareTransition(
  req: PayloadRequest,
  before: Consultation,
  data: Partial<Consultation>,
): Promise<Partial<Consultation>> {
  const to = data.status ?? before.status;
  if (to === before.status) return data;
  const by = partyOf(req);
  const at = now();
  const decidedAt = firstDecidedAt(before);
  if (!mayMove(before.status, to, by) && !mayCorrect({ from: before.status, to, by, decidedAt, now: at })) {
    throw new DomainError('INVALID_TRANSITION', { detail: { from: before.status, to, by } });
  }
  if (!isEnding(to)) return data;
  assertReason(by, before, data);
  const startsAt = new Date(before.startsAt);
  if (to !== 'cancelled' && at < startsAt) {
    throw new DomainError('INVALID_TRANSITION', {
      message: 'The session has not started yet. Cancel it instead.',
    });
  }
  const outcome = await foresee(req, before, { to, by, at });
  return {
    ...data,
    ...(isEnding(before.status) ? { reason: null } : {}),
    version: (before.version ?? 1) + 1,
    versionAt: at.toISOString(),
    outcome: {
      credits: outcome.credits,
      rule: outcome.rule,
      explanation: outcome.explanation,
      by,
      at: at.toISOString(),
      inputs: {
        ...outcome.terms,
        startsAt: before.startsAt,
        decidedAt: at.toISOString(),
        ourFault: outcome.ourFault,
        settled: outcome.settled,
        ...corrected(before, data),
      },
    },
  };
}

/**
 * Who is cancelled on is told why, and a correction says why it is one, whichever door it comes by: a Save sends the
 * reason of an earlier move along. A client need not say.
 */
function assertReason(by: Party, before: Consultation, { status, reason }: Partial<Consultation>): void {
  if (by !== 'staff' && by !== 'consultant') return;
  if (status !== 'cancelled' && !isEnding(before.status)) return;
  if (reason?.trim() && reason !== before.reason) return;
  throw new DomainError('VALIDATION', { fields: [{ path: 'reason', message: 'Please say why.' }] });
}

/**
 * A correction keeps what it corrects: the decision cites all of its history. Why it was corrected is a note of the
 * office's, kept with the decision; `reason` is what client and consultant read.
 */
const corrected = (
  { status, outcome }: Consultation,
  { reason }: Partial<Consultation>,
): Record<string, unknown> =>
  isEnding(status)
    ? {
        ...(reason ? { reason } : {}),
        corrects: {
          status,
          rule: outcome?.rule,
          credits: outcome?.credits,
          by: outcome?.by,
          at: outcome?.at,
          inputs: outcome?.inputs,
        },
      }
    : {};

/** What follows from an ending, in its transaction: the hold is resolved, the time given back, the mails owed. */
export async function followEnding(
  req: PayloadRequest,
  before: Consultation,
  after: Consultation,
): Promise<void> {
  if (!isEnding(after.status)) return;
  const { outcome } = after;
  const posted = isLive(before.status) ? await settle(req, after) : await settleAgain(req, before, after);
  if (after.status === 'cancelled') await followCancellation(req, after);
  if (isNews(decisionsOf(after)))
    await enqueue(
      req,
      endingMails(endingOf(after, posted ? toldOf(posted, now()) : await toldAsItIs(req, after))),
    );
  await recordAudit(req, {
    action: `consultation.${after.status}`,
    subject: `consultations:${after.id}`,
    reason: after.reason ?? noteOf(after),
    facts: {
      version: after.version,
      rule: outcome?.rule,
      credits: outcome?.credits,
      explanation: outcome?.explanation,
    },
  });
}

/** A correction that moves no credit tells the balance as it is. */
async function toldAsItIs(req: PayloadRequest, after: Consultation): Promise<Told> {
  const wallet = await readWallet({ payload: req.payload, clientId: refId(after.client), req });
  return toldOf({ before: wallet, wallet }, now());
}

const endingOf = (after: Consultation, told: Told): Parameters<typeof endingMails>[0] => ({
  id: after.id,
  version: after.version ?? 1,
  status: after.status,
  client: refId(after.client),
  consultant: refId(after.consultant),
  by: after.outcome?.by as Party,
  explanation: after.outcome?.explanation ?? '',
  reason: after.reason ?? '',
  told,
});

const subjectOf = (after: Consultation) => ({
  clientId: refId(after.client),
  consultationId: after.id,
  version: after.version ?? 1,
  ourFault: (after.outcome?.inputs as { ourFault?: boolean } | null)?.ourFault === true,
  reason: after.outcome?.rule ?? after.status,
  // What was foretold holds at the instant it was decided.
  at: new Date(after.outcome?.at ?? now()),
});

const settle = (req: PayloadRequest, after: Consultation): Promise<Posted> =>
  after.outcome?.credits === 'returned' ? release(req, subjectOf(after)) : consume(req, subjectOf(after));

/** A corrected outcome moves credits only when it decides otherwise about them. */
async function settleAgain(
  req: PayloadRequest,
  before: Consultation,
  after: Consultation,
): Promise<Posted | null> {
  const to = after.outcome?.credits === 'returned' ? 'returned' : 'consumed';
  return before.outcome?.credits === to ? null : resettle(req, { ...subjectOf(after), to });
}

async function followCancellation(req: PayloadRequest, after: Consultation): Promise<void> {
  await releaseSlot(req, after.id);
  if (after.mode === 'remote')
    await owe(req, {
      key: `meeting:${after.id}:v${after.version}:cancelled`,
      kind: 'meeting.sync',
      subject: after.id,
    });
}
