import { type Payload } from 'payload';

import { removeSpare } from '@/consultations/meetings/removeMeeting';
import { reportMeetingFailed } from '@/consultations/meetings/reportMeetingFailed';
import { syncMeeting } from '@/consultations/meetings/syncMeeting';
import { deliver } from '@/notifications/deliver';
import { type MessageRow, messageQueue } from '@/notifications/message';
import { applyStripeEvent } from '@/payments/applyStripeEvent';
import { finishRefund } from '@/payments/refundPayment';
import { now } from '@/platform/clock';
import { type InboxRow, inboxQueue } from '@/platform/inbox';
import { newCorrelationId } from '@/platform/ids';
import { withCorrelation } from '@/platform/logger';
import { type OutboxKind, type OutboxRow, outboxQueue } from '@/platform/outbox';
import { drain, settle, type WorkRow } from '@/platform/queue';

import { attachmentsOf } from './attachments';

type Drain = (payload: Payload, shouldStop?: () => boolean) => Promise<number>;

/** The work of a row carries on the correlation id of the request that caused it. */
const correlated =
  <T extends WorkRow & { correlationId?: string | null }>(handle: (row: T) => Promise<void>) =>
  (row: T): Promise<void> =>
    withCorrelation(row.correlationId ?? newCorrelationId(), () => handle(row));

async function applyEvent(payload: Payload, row: InboxRow): Promise<void> {
  if (row.provider === 'stripe') return applyStripeEvent(payload, row);
  return settle(payload, inboxQueue, row, { state: 'ignored', processedAt: now(), note: 'Nothing to do for this provider.' });
}

export const processInbox: Drain = (payload, shouldStop) =>
  drain<InboxRow>(payload, inboxQueue, correlated((row) => applyEvent(payload, row)), shouldStop);

const EFFECTS: Record<OutboxKind, (payload: Payload, row: OutboxRow) => Promise<void>> = {
  'meeting.sync': syncMeeting,
  'meeting.remove': removeSpare,
  'payment.refund': finishRefund,
};
const doEffect = (payload: Payload, row: OutboxRow): Promise<void> => EFFECTS[row.kind](payload, row);

async function reportDead(payload: Payload, row: WorkRow): Promise<void> {
  if (row.kind !== 'payment.refund') await reportMeetingFailed(payload, row);
}

export const dispatchOutbox: Drain = (payload, shouldStop) =>
  drain<OutboxRow>(payload, { ...outboxQueue, onDead: reportDead }, correlated((row) => doEffect(payload, row)), shouldStop);

export const deliverMessages: Drain = (payload, shouldStop) =>
  drain<MessageRow>(payload, messageQueue, correlated((row) => deliver(payload, row, attachmentsOf)), shouldStop);
