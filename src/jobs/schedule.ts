import { type Payload } from 'payload';

import { askAttendance } from '@/consultations/evidence/askAttendance';
import { requestFeedback } from '@/consultations/feedback/requestFeedback';
import { sweepOrphans } from '@/consultations/meetings/sweepOrphans';
import { DAY_BEFORE, HOUR_BEFORE, remind } from '@/consultations/remind';
import { runSessionClock } from '@/consultations/sessionClock';
import { expireCredits } from '@/credits/expireCredits';
import { ONE_DAY, SEVEN_DAYS, warnExpiry } from '@/credits/warnExpiry';

import { auditToCases } from '@/operations/audit/auditJob';
import { mendMessages } from '@/operations/messages/checkMessages';
import { reconcile } from '@/payments/reconcile';

import { deliverMessages, dispatchOutbox, processInbox } from './queues';

export interface ScheduledJob {
  name: string;
  /** Agenda's words, or a cron string in UTC. */
  every: string;
  /** Collections whose new rows ring this job at once. */
  wakes: readonly string[];
  run: (payload: Payload, shouldStop: () => boolean) => Promise<unknown>;
}

/**
 * All scheduled work. Each finds what is due by query and acts through commands with unique keys, so a run may
 * be late, doubled or on another worker.
 */
export const SCHEDULE: readonly ScheduledJob[] = [
  { name: 'process-inbox', every: '5 seconds', wakes: ['inbox-events'], run: processInbox },
  { name: 'dispatch-outbox', every: '5 seconds', wakes: ['outbox'], run: dispatchOutbox },
  { name: 'deliver-messages', every: '5 seconds', wakes: ['messages'], run: deliverMessages },
  {
    name: 'reminders-24h',
    every: '*/15 * * * *',
    wakes: [],
    run: (payload, shouldStop) => remind(payload, DAY_BEFORE, shouldStop),
  },
  {
    name: 'reminders-1h',
    every: '*/5 * * * *',
    wakes: [],
    run: (payload, shouldStop) => remind(payload, HOUR_BEFORE, shouldStop),
  },
  { name: 'consultation-clock', every: '*/5 * * * *', wakes: [], run: runSessionClock },
  { name: 'feedback-requests', every: '17 * * * *', wakes: [], run: requestFeedback },
  { name: 'meeting-attendance', every: '3-59/5 * * * *', wakes: [], run: askAttendance },
  { name: 'zoom-orphans', every: '23 */6 * * *', wakes: [], run: sweepOrphans },
  { name: 'reconcile-payments', every: '7 * * * *', wakes: [], run: reconcile },
  { name: 'audit-ledger', every: '37 * * * *', wakes: [], run: auditToCases },
  { name: 'expected-messages', every: '47 * * * *', wakes: [], run: mendMessages },
  { name: 'credit-expiration', every: '0 2 * * *', wakes: [], run: expireCredits },
  {
    name: 'credit-warnings-7d',
    every: '0 * * * *',
    wakes: [],
    run: (payload, shouldStop) => warnExpiry(payload, SEVEN_DAYS, shouldStop),
  },
  {
    name: 'credit-warnings-1d',
    every: '0 * * * *',
    wakes: [],
    run: (payload, shouldStop) => warnExpiry(payload, ONE_DAY, shouldStop),
  },
];
