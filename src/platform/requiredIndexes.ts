import { type Document } from 'mongodb';

import { IDEMPOTENCY_COLLECTION } from './idempotency';
import { TURNS } from './turn';

export interface RequiredIndex {
  collection: string;
  name: string;
  key: Record<string, 1 | -1>;
  unique?: true;
  /** Only records that have the field. */
  where?: Document;
  expireAfterSeconds?: number;
  /** Two spellings that differ in case are one value. */
  caseless?: true;
  /** The promise that breaks without it. */
  because: string;
}

const DAY_SECONDS = 86_400;
const isText = (field: string): Document => ({ [field]: { $type: 'string' } });
/** A text that is not empty: an empty one in a form says that there is none. */
const isFilled = (field: string): Document => ({ [field]: { $gt: '' } });

/**
 * Every index the product leans on, as one long table. The unique ones carry invariants: without them it does not
 * start.
 */
export const REQUIRED_INDEXES: readonly RequiredIndex[] = [
  {
    collection: 'wallets',
    name: 'wallet_client',
    key: { client: 1 },
    unique: true,
    because: 'one wallet a client',
  },
  {
    collection: 'transactions',
    name: 'ledger_key',
    key: { key: 1, grant: 1 },
    unique: true,
    because: 'one ledger entry a cause and lot',
  },
  {
    collection: 'transactions',
    name: 'ledger_seq',
    key: { client: 1, seq: 1 },
    unique: true,
    because: 'one sequence a client',
  },
  {
    collection: 'credit-grants',
    name: 'grant_key',
    key: { key: 1 },
    unique: true,
    because: 'one grant a cause',
  },
  {
    collection: 'credit-grants',
    name: 'grant_payment',
    key: { payment: 1 },
    unique: true,
    where: { payment: { $type: 'objectId' } },
    because: 'one grant a payment',
  },
  {
    collection: 'payments',
    name: 'payment_intent',
    key: { intentId: 1 },
    unique: true,
    where: isText('intentId'),
    because: 'one payment an intent',
  },
  {
    collection: 'payments',
    name: 'payment_invoice',
    key: { invoiceNumber: 1 },
    unique: true,
    where: isText('invoiceNumber'),
    because: 'one payment an invoice number',
  },
  {
    collection: 'slot-claims',
    name: 'claim_key',
    key: { key: 1 },
    unique: true,
    because: 'one booking a person and quarter hour',
  },
  {
    collection: 'slot-claims',
    name: 'claim_consultation',
    key: { consultation: 1 },
    because: 'claims are released by booking',
  },
  {
    collection: 'slot-claims',
    name: 'claim_person',
    key: { kind: 1, person: 1, bucket: 1 },
    because: "availability reads a person's days",
  },
  {
    collection: 'consultations',
    name: 'consultation_start',
    key: { status: 1, startsAt: 1 },
    because: 'the clock finds what begins',
  },
  {
    collection: 'consultations',
    name: 'consultation_end',
    key: { status: 1, endsAt: 1 },
    because: 'the clock finds what is over',
  },
  {
    collection: 'inbox-events',
    name: 'inbox_event',
    key: { provider: 1, eventId: 1 },
    unique: true,
    because: 'one row a webhook event',
  },
  {
    collection: 'inbox-events',
    name: 'inbox_due',
    key: { state: 1, dueAt: 1 },
    because: 'the worker takes what is due',
  },
  { collection: 'outbox', name: 'outbox_key', key: { key: 1 }, unique: true, because: 'one effect a cause' },
  {
    collection: 'outbox',
    name: 'outbox_due',
    key: { state: 1, dueAt: 1 },
    because: 'the worker takes what is due',
  },
  {
    collection: 'messages',
    name: 'message_key',
    key: { key: 1 },
    unique: true,
    because: 'one mail a cause and recipient',
  },
  {
    collection: 'messages',
    name: 'message_due',
    key: { state: 1, dueAt: 1 },
    because: 'the worker takes what is due',
  },
  {
    collection: 'messages',
    name: 'message_consultation',
    key: { consultation: 1 },
    because: 'the mails of a booking',
  },
  { collection: 'cases', name: 'case_key', key: { key: 1 }, unique: true, because: 'one case a finding' },
  // With what is available beside the date: lots that lapsed years ago are passed over in the index.
  {
    collection: 'wallets',
    name: 'wallet_lots_due',
    key: { 'lots.expiresAt': 1, 'lots.available': 1 },
    because: 'expiry finds lots by date',
  },
  {
    collection: 'wallets',
    name: 'wallet_low',
    key: { lowBalanceArmed: 1, updatedAt: 1 },
    because: 'the check of mails finds who fell to the threshold',
  },
  {
    collection: 'email-templates',
    name: 'template_key',
    key: { key: 1 },
    unique: true,
    because: 'one record a template',
  },
  {
    collection: 'consultations',
    name: 'consultation_meeting',
    key: { 'meeting.meetingId': 1 },
    because: 'an event finds the session of its meeting',
  },
  {
    collection: '_zoom_budget',
    name: 'zoom_budget_age',
    key: { createdAt: 1 },
    expireAfterSeconds: 35 * DAY_SECONDS,
    because: 'counted days go when nobody asks any more',
  },
  {
    collection: IDEMPOTENCY_COLLECTION,
    name: 'idempotency_age',
    key: { createdAt: 1 },
    expireAfterSeconds: 35 * DAY_SECONDS,
    because: 'keys are kept 35 days',
  },
  {
    collection: 'session-feedback',
    name: 'feedback_consultation',
    key: { consultation: 1 },
    unique: true,
    because: 'feedback is given once a session',
  },
  {
    collection: '_calendar_feeds',
    name: 'feed_hash',
    key: { hash: 1 },
    unique: true,
    because: 'a calendar link names one person',
  },
  {
    collection: TURNS,
    name: 'turn_age',
    key: { at: 1 },
    expireAfterSeconds: DAY_SECONDS,
    because: 'turns that are over go',
  },
  // Payload makes these two; what it could not make it only logs.
  {
    collection: 'clients',
    name: 'email_1',
    key: { email: 1 },
    unique: true,
    because: 'one client an e-mail address',
  },
  {
    collection: 'staff',
    name: 'email_1',
    key: { email: 1 },
    unique: true,
    because: 'one colleague an e-mail address',
  },
  {
    collection: 'consultants',
    name: 'consultant_email',
    key: { email: 1 },
    unique: true,
    where: isFilled('email'),
    caseless: true,
    because: 'one consultant an e-mail address',
  },
  {
    collection: 'consultants',
    name: 'consultant_host',
    key: { zoomHost: 1 },
    unique: true,
    where: isFilled('zoomHost'),
    caseless: true,
    because: 'one consultant a Zoom host',
  },
  {
    collection: '_rate_limits',
    name: 'rate_key',
    key: { key: 1 },
    unique: true,
    because: 'one counter a subject',
  },
  {
    collection: '_rate_limits',
    name: 'rate_age',
    key: { expire: -1 },
    expireAfterSeconds: 0,
    because: 'counters go when their window has',
  },
];
