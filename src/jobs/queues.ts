import { type Payload } from 'payload';

import { applyZoomEvent } from '@/consultations/evidence/applyZoomEvent';
import { removeSpare } from '@/consultations/meetings/removeMeeting';
import { reportMeetingFailed } from '@/consultations/meetings/reportMeetingFailed';
import { syncMeeting } from '@/consultations/meetings/syncMeeting';
import { deliver } from '@/notifications/deliver';
import { type MessageRow, messageQueue } from '@/notifications/message';
import { applyStripeEvent } from '@/payments/applyStripeEvent';
import { reportRefundDead } from '@/payments/paymentCases';
import { finishRefund } from '@/payments/refundPayment';
import { type InboxRow, inboxQueue } from '@/platform/inbox';
import { newCorrelationId } from '@/platform/ids';
import { withCorrelation } from '@/platform/logger';
import { type OutboxKind, type OutboxRow, outboxQueue } from '@/platform/outbox';
import { drain, type WorkRow } from '@/platform/queue';

import { attachmentsOf } from './attachments';

type Drain = (payload: Payload, shouldStop?: () => boolean) => Promise<number>;

/** The work of a row carries on the correlation id of the request that caused it. */
const correlated =
  <T extends WorkRow & { correlationId?: string | null }>(handle: (row: T) => Promise<void>) =>
  (row: T): Promise<void> =>
    withCorrelation(row.correlationId ?? newCorrelationId(), () => handle(row));

const APPLY: Record<InboxRow['provider'], (payload: Payload, row: InboxRow) => Promise<void>> = {
  stripe: applyStripeEvent,
  zoom: applyZoomEvent,
};

export const processInbox: Drain = (payload, shouldStop) =>
  drain<InboxRow>(
    payload,
    inboxQueue,
    correlated((row) => APPLY[row.provider](payload, row)),
    shouldStop,
  );

const EFFECTS: Record<OutboxKind, (payload: Payload, row: OutboxRow) => Promise<void>> = {
  'meeting.sync': syncMeeting,
  'meeting.remove': removeSpare,
  'payment.refund': finishRefund,
};
const doEffect = (payload: Payload, row: OutboxRow): Promise<void> => EFFECTS[row.kind](payload, row);

async function reportDead(payload: Payload, row: WorkRow): Promise<void> {
  await (row.kind === 'payment.refund' ? reportRefundDead(payload, row) : reportMeetingFailed(payload, row));
}

export const dispatchOutbox: Drain = (payload, shouldStop) =>
  drain<OutboxRow>(
    payload,
    { ...outboxQueue, onDead: reportDead },
    correlated((row) => doEffect(payload, row)),
    shouldStop,
  );

export const deliverMessages: Drain = (payload, shouldStop) =>
  drain<MessageRow>(
    payload,
    messageQueue,
    correlated((row) => deliver(payload, row, attachmentsOf)),
    shouldStop,
  );
