/**
 * Who may do what, as data. Source: docs/domain.md#roles The suites beside this file walk every
 * actor through every collection, operation and field of the running configuration; what is not declared here fails.
 */
export const ACTORS = [
  'stranger',
  'unverified',
  'client',
  'consultant',
  'editor',
  'finance',
  'ops',
  'owner',
] as const;
export type Actor = (typeof ACTORS)[number];

/**
 * `all`: any record. `own`: the records that are theirs, and no other. Everybody else: nothing.
 * Of packages, "own" are those on offer.
 */
export interface Who {
  all?: readonly Actor[];
  own?: readonly Actor[];
}

export interface FieldRule {
  read?: readonly Actor[];
  create?: readonly Actor[];
  update?: readonly Actor[];
  /** Left out of every answer and every query, for everybody. */
  hidden?: true;
}

export interface Rules {
  create: Who;
  read: Who;
  update: Who;
  delete: Who;
  /** Accounts only. */
  unlock?: Who;
  admin?: Who;
  /** With versions only. */
  readVersions?: Who;
  /** Fields with rules of their own; the others follow the record. */
  fields: Record<string, FieldRule>;
}

const NOBODY: Who = {};
const STAFF = ['consultant', 'editor', 'finance', 'ops', 'owner'] as const;
const INSIDERS = ['finance', 'ops', 'owner'] as const;
const SIGNED_IN = ['client', ...STAFF] as const;

type Fields = Record<string, FieldRule>;

const each = (rule: FieldRule, names: string): Fields =>
  Object.fromEntries(names.split(' ').map((name) => [name, rule]));
const derived = (names: string): Fields => each({ create: [], update: [] }, names);
const internal = (names: string): Fields => each({ read: INSIDERS }, names);
const internalDerived = (names: string): Fields => each({ read: INSIDERS, create: [], update: [] }, names);
const frozen = (names: string): Fields => each({ update: [] }, names);
const secret = (names: string): Fields => each({ create: [], update: [], hidden: true }, names);

const TIMES = derived('createdAt updatedAt');
const WORK = 'attempts dueAt leaseUntil error correlationId';
const ACCOUNT: Fields = {
  ...secret('hash salt resetPasswordToken resetPasswordExpiration resetPasswordRequestedAt'),
  sessions: { create: [], read: [], update: [] },
};

const readBy = (read: Who, fields: Fields): Rules => ({
  create: NOBODY,
  read,
  update: NOBODY,
  delete: NOBODY,
  fields: { ...TIMES, ...fields },
});

const OPEN_OF_CLIENT = ['client', ...INSIDERS] as const;
const OFFICE = ['ops', 'owner'] as const;
const PRICE: FieldRule = { create: ['finance', 'owner'], update: ['finance', 'owner'] };

export const COLLECTIONS: Record<string, Rules> = {
  clients: {
    create: { all: OFFICE },
    read: { all: INSIDERS, own: ['client', 'consultant'] },
    update: { all: OFFICE, own: ['client'] },
    delete: NOBODY,
    unlock: NOBODY,
    admin: NOBODY,
    fields: {
      ...TIMES,
      ...ACCOUNT,
      invitedAt: { create: [], update: [] },
      password: { create: [], read: [], update: [] },
      ...secret('_verificationToken'),
      verificationExpiresAt: { create: [], read: [], update: [] },
      email: { update: [] },
      company: { read: OPEN_OF_CLIENT },
      timezone: { read: OPEN_OF_CLIENT },
      verifiedAt: { read: OPEN_OF_CLIENT, create: [], update: [] },
      _verified: { read: OPEN_OF_CLIENT, create: [], update: [] },
    },
  },
  staff: {
    create: { all: ['owner'] },
    read: { all: ['owner'], own: ['consultant', 'editor', 'finance', 'ops'] },
    update: { all: ['owner'] },
    delete: { all: ['owner'] },
    unlock: NOBODY,
    admin: { all: STAFF },
    fields: {
      ...TIMES,
      ...ACCOUNT,
      invitedAt: { create: [], update: [] },
      password: { create: [], read: [], update: [] },
      role: { create: ['owner'], update: ['owner'] },
      consultant: { create: ['owner'], update: ['owner'] },
    },
  },
  consultants: {
    create: { all: OFFICE },
    read: { all: SIGNED_IN },
    update: { all: OFFICE, own: ['consultant'] },
    delete: NOBODY,
    fields: {
      ...TIMES,
      ...each(
        { read: ['consultant', 'ops', 'owner'] },
        'weeklyHours exceptions travels horizonDays dailyLimit',
      ),
      ...each({ read: ['consultant', 'ops', 'owner'], update: OFFICE }, 'email zoomHost'),
      active: { update: OFFICE },
    },
  },
  'consultation-types': {
    create: { all: ['owner'] },
    read: { all: SIGNED_IN },
    update: { all: ['owner'] },
    delete: NOBODY,
    fields: { ...TIMES, ...each({ read: STAFF }, 'bufferBefore bufferAfter') },
  },
  packages: {
    create: { all: ['finance', 'owner'] },
    read: { all: STAFF, own: ['stranger', 'unverified', 'client'] },
    update: { all: ['editor', 'finance', 'owner'] },
    delete: { all: ['finance', 'owner'] },
    fields: {
      ...TIMES,
      ...each(PRICE, 'slug credits price currency validityDays bookBeforeExpiry onOffer sortOrder'),
      burnPriority: { ...PRICE, read: STAFF },
    },
  },
  consultations: {
    create: { all: OFFICE },
    read: { all: INSIDERS, own: ['client', 'consultant'] },
    update: { all: OFFICE },
    delete: NOBODY,
    fields: {
      ...TIMES,
      ...frozen('client consultant type startsAt timezone mode topic notes'),
      ...derived('endsAt version credits location policy meeting outcome'),
      // Of everybody who may read the record; while the meeting is not ready, of the office alone.
      ...each({ read: ACTORS }, 'meeting.joinUrl meeting.passcode'),
      ...internal(
        'meeting.meetingId meeting.host meeting.firstHost meeting.startsAt meeting.minutes ' +
          'meeting.startedAt meeting.endedAt meeting.askedAt outcome.inputs',
      ),
      ...internalDerived('attendance'),
      proposal: { read: ['consultant', ...INSIDERS], create: [], update: [] },
      recording: { read: ['consultant', ...OFFICE], create: [], update: [] },
      title: { read: ['consultant', ...INSIDERS], create: [], update: [] },
      ...internalDerived('bookedBy buffers versionAt'),
    },
  },
  'session-feedback': readBy(
    { all: OFFICE, own: ['consultant'] },
    {
      ...derived('consultation client consultant rating'),
      comment: { read: OFFICE, create: [], update: [] },
    },
  ),
  payments: readBy(
    { all: INSIDERS, own: ['client'] },
    {
      ...derived(
        'client packageName credits amount currency status refundedAmount method failureMessage paidAt ' +
          'invoiceNumber grant',
      ),
      ...internalDerived(
        'package validityDays burnPriority bookBeforeExpiry feeRate fee feeReversed intentId reversals ' +
          'pendingRefunds invoiced',
      ),
    },
  ),
  'credit-grants': {
    create: { all: INSIDERS },
    read: { all: INSIDERS, own: ['client'] },
    update: NOBODY,
    delete: NOBODY,
    fields: {
      ...TIMES,
      ...frozen('client credits validityDays'),
      ...each({ read: INSIDERS, update: [] }, 'reasonCode note'),
      ...derived('source packageName payment expiresAt'),
      ...internalDerived('priority bookBeforeExpiry amount currency key actor'),
    },
  },
  transactions: readBy(
    { all: INSIDERS, own: ['client'] },
    {
      ...derived(
        'at client grant kind from to quantity balanceAfter consultation payment reason seq oldExpiresAt newExpiresAt',
      ),
      ...internalDerived('actor cause key correlationId'),
    },
  ),
  wallets: readBy({ all: INSIDERS }, derived('client available held seq version')),
  messages: readBy(
    { all: ['editor', ...INSIDERS], own: ['client', 'consultant'] },
    {
      ...derived(
        'template state isTest client consultant toAddress subject sentAt consultation payment text',
      ),
      ...internalDerived(`key messageId ${WORK}`),
    },
  ),
  'email-templates': {
    create: NOBODY,
    read: { all: ['editor', ...INSIDERS] },
    readVersions: { all: ['editor', ...INSIDERS] },
    update: { all: ['editor', 'owner'] },
    delete: NOBODY,
    fields: { ...TIMES, ...derived('key') },
  },
  cases: {
    create: NOBODY,
    read: { all: INSIDERS },
    update: { all: INSIDERS },
    delete: NOBODY,
    fields: {
      ...TIMES,
      ...derived('title kind suggestion client payment consultation facts closedBy closedAt key'),
    },
  },
  'inbox-events': readBy(
    { all: INSIDERS },
    derived(`provider eventId type state receivedAt processedAt note payload ${WORK}`),
  ),
  outbox: readBy({ all: INSIDERS }, derived(`key kind subject state doneAt ${WORK}`)),
  'slot-claims': readBy({ all: OFFICE }, derived('key kind person bucket startsAt consultation')),
  'audit-log': readBy({ all: INSIDERS }, derived('at actor action subject reason facts correlationId')),

  // Payload's own. They serve the admin.
  'payload-preferences': {
    create: { all: STAFF },
    read: { own: STAFF },
    update: { own: STAFF },
    delete: { own: STAFF },
    fields: {},
  },
  'payload-locked-documents': {
    create: { all: STAFF },
    read: { all: STAFF },
    update: { all: STAFF },
    delete: { all: STAFF },
    fields: {},
  },
  'payload-migrations': { create: NOBODY, read: NOBODY, update: NOBODY, delete: NOBODY, fields: {} },
  'payload-kv': { create: NOBODY, read: NOBODY, update: NOBODY, delete: NOBODY, fields: {} },
};

export const GLOBALS: Record<string, { read: Who; update: Who; fields: Fields }> = {
  settings: { read: { all: ['owner'] }, update: { all: ['owner'] }, fields: {} },
};

/** Collections that must not be reachable over HTTP at all. */
export const WITHOUT_ENDPOINTS: readonly string[] = ['payload-migrations'];
