import { defaultTemplate } from '../../src/emails/defaults';
import { signLink } from '../../src/platform/signedLink';
import { availabilityPath } from '../support/availability';
import { type World } from '../support/world';
import { type Cast, weekday } from './cast';
import { type Actor } from './rules';

export interface Scene {
  world: World;
  cast: Cast;
}

/** On a record of the one who asks, or on somebody else's. Staff who may act on all have no "own". */
export type Whose = 'own' | 'others';

/**
 * One of our routes, as data: who gets past its access, and what a request in order looks like. The suite derives
 * the refusals: strangers, other roles, other people's records, and everything that is not a request in order.
 */
export interface Row {
  method: 'GET' | 'POST';
  /** Anybody: no session is asked for. */
  isPublic?: true;
  /** A signature on the raw body says who it is. */
  isMachine?: true;
  /** Past its access with any record. */
  all: readonly Actor[];
  /** Past its access with their own record; somebody else's does not exist for them. */
  own?: readonly Actor[];
  path(scene: Scene, actor: Actor, whose: Whose): string;
  body?(scene: Scene, actor: Actor, whose: Whose): Record<string, unknown>;
  /** A key is required. */
  key?: true;
  /** Fields of the body or query that must be of their type. */
  fields?: readonly string[];
  /** Fields not named by the contract are let through: nothing is done with them. */
  isLenient?: true;
  /** Whoever is let in is led to a page elsewhere (302). */
  leadsOn?: true;
}

const PASSWORD = 'Serenity-test-1';

const STAFF = ['consultant', 'editor', 'finance', 'ops', 'owner'] as const;
const SIGNED_IN = ['client', ...STAFF] as const;
const INSIDERS = ['finance', 'ops', 'owner'] as const;

const recordOf =
  (collection: string) =>
  ({ cast }: Scene, actor: Actor, whose: Whose): string =>
    whose === 'own' ? (cast.own(actor, collection) ?? cast.others(collection)) : cast.others(collection);
const consultation = recordOf('consultations');
const payment = recordOf('payments');
const grant = recordOf('credit-grants');

/** Staff say which client; a client means the own records unless the test says otherwise. */
const clientQuery = ({ cast }: Scene, actor: Actor, whose: Whose): string =>
  actor === 'client' && whose === 'own' ? '' : `clientId=${cast.otto.id}`;
const account = (path: string, more = ''): Row => ({
  method: 'GET',
  all: INSIDERS,
  own: ['client'],
  path: (scene, actor, whose) =>
    `${path}?${[clientQuery(scene, actor, whose), more].filter(Boolean).join('&')}`,
  fields: ['clientId'],
});

const REASON = { reasonCode: 'goodwill', note: 'A test.' };
/** Ends nothing: the record is never at this version, so the rule, and not access, refuses. */
const NO_VERSION = 4000;
const ending = (name: string, body: Record<string, unknown>, own: readonly Actor[]): Row => ({
  method: 'POST',
  all: ['ops', 'owner'],
  own,
  path: (scene, actor, whose) => `/api/consultations/${consultation(scene, actor, whose)}/${name}`,
  body: () => ({ expectedVersion: NO_VERSION, ...body }),
  fields: ['expectedVersion'],
});
const reset: Row = {
  method: 'POST',
  isPublic: true,
  all: [],
  path: () => '',
  body: ({ cast }) => ({ email: cast.otto.email }),
  fields: ['email'],
  isLenient: true,
};

/** The same password again, so that the cast can still sign in. */
const ownPassword = {
  method: 'POST',
  body: () => ({ currentPassword: PASSWORD, newPassword: PASSWORD }),
  fields: ['currentPassword', 'newPassword'],
} as const satisfies Partial<Row>;

let slot = 0;

export const ROWS: Record<string, Row> = {
  'calendar/[token]': {
    method: 'GET',
    isPublic: true,
    all: [],
    path: () => `/api/calendar/${'x'.repeat(43)}.ics`,
  },
  'calendar/feed/create': {
    method: 'POST',
    all: ['client', 'consultant'],
    path: () => '/api/calendar/feed/create',
  },
  'calendar/feed/revoke': {
    method: 'POST',
    all: ['client', 'consultant'],
    path: () => '/api/calendar/feed/revoke',
  },
  'clients/register': {
    method: 'POST',
    isPublic: true,
    all: [],
    path: () => '/api/clients/register',
    body: () => ({
      email: 'registers@example.com',
      password: 'Serenity-test-1',
      firstName: 'A',
      lastName: 'B',
    }),
    fields: ['email', 'password', 'firstName', 'lastName', 'company', 'timezone'],
  },
  'clients/forgot-password': { ...reset, path: () => '/api/clients/forgot-password' },
  'staff/forgot-password': { ...reset, path: () => '/api/staff/forgot-password' },
  'feedback/[token]': {
    method: 'POST',
    isPublic: true,
    all: [],
    path: ({ cast }) =>
      `/api/feedback/${signLink('feedback', cast.unrated, new Date(Date.now() + 86_400_000))}`,
    body: () => ({ rating: 4, comment: 'A test.' }),
    fields: ['rating', 'comment'],
  },
  'clients/change-password': { ...ownPassword, all: ['client'], path: () => '/api/clients/change-password' },
  'staff/change-password': { ...ownPassword, all: STAFF, path: () => '/api/staff/change-password' },
  'clients/[id]/reset-link': {
    method: 'POST',
    all: ['ops', 'owner'],
    path: ({ cast }) => `/api/clients/${cast.otto.id}/reset-link`,
  },
  'staff/[id]/reset-link': {
    method: 'POST',
    all: ['owner'],
    path: ({ cast }) => `/api/staff/${cast.people.editor?.id}/reset-link`,
  },
  'clients/verify/[token]': {
    method: 'POST',
    isPublic: true,
    all: [],
    path: () => `/api/clients/verify/${'0'.repeat(40)}`,
  },
  'consultations/availability': {
    method: 'GET',
    all: SIGNED_IN,
    path: ({ world }) =>
      availabilityPath({
        consultantId: world.consultants.amelia,
        typeId: world.types.sixty,
        from: '2026-11-23T00:00:00Z',
        to: '2026-11-25T00:00:00Z',
      }),
    fields: ['consultantId', 'typeId', 'from', 'to'],
  },
  'consultations/book': {
    method: 'POST',
    all: ['ops', 'owner'],
    own: ['client'],
    key: true,
    path: () => '/api/consultations/book',
    body: ({ world, cast }, actor, whose) => ({
      ...(actor === 'client' && whose === 'own' ? {} : { clientId: cast.otto.id }),
      consultantId: world.consultants.amelia,
      typeId: world.types.sixty,
      // Asked for some fifteen times, three days apart: also the last, put off by a weekend, is inside the
      // horizon of 60 days.
      startsAt: weekday(5 + 3 * (slot += 1), '15:00'),
      mode: 'remote',
    }),
    fields: ['clientId', 'consultantId', 'typeId', 'startsAt', 'mode', 'timezone', 'topic', 'notes'],
  },
  'consultations/[id]/add-to-calendar': {
    method: 'GET',
    all: INSIDERS,
    own: ['client', 'consultant'],
    path: (scene, actor, whose) =>
      `/api/consultations/${consultation(scene, actor, whose)}/add-to-calendar?at=google`,
    fields: ['at'],
    leadsOn: true,
  },
  'consultations/[id]/calendar.ics': {
    method: 'GET',
    all: INSIDERS,
    own: ['client', 'consultant'],
    path: (scene, actor, whose) => `/api/consultations/${consultation(scene, actor, whose)}/calendar.ics`,
  },
  'consultations/[id]/cancellation-preview': {
    method: 'GET',
    all: INSIDERS,
    own: ['client', 'consultant'],
    path: (scene, actor, whose) =>
      `/api/consultations/${consultation(scene, actor, whose)}/cancellation-preview`,
  },
  'consultations/[id]/cancel': {
    ...ending('cancel', { reason: 'A test.' }, ['client', 'consultant']),
    fields: ['expectedVersion', 'reason', 'expectedRule'],
  },
  'consultations/[id]/reschedule': ending('reschedule', { startsAt: '2026-12-01T15:00:00Z' }, ['client']),
  'consultations/[id]/complete': ending('complete', {}, ['consultant']),
  'consultations/[id]/no-show': ending('no-show', { party: 'client' }, ['consultant']),
  'consultations/[id]/outcome': ending('outcome', { to: 'technical_failure', reason: 'A test.' }, []),
  'notifications/resend': {
    method: 'POST',
    all: ['ops', 'owner'],
    path: () => '/api/notifications/resend',
    body: ({ cast }) => ({ messageId: cast.others('messages'), mode: 'as-sent', reason: 'A test.' }),
    fields: ['messageId', 'mode', 'to', 'reason'],
  },
  'operations/jobs': { method: 'GET', all: INSIDERS, path: () => '/api/operations/jobs' },
  'operations/run-again': {
    method: 'POST',
    all: ['ops', 'owner'],
    path: () => '/api/operations/run-again',
    body: ({ cast }) => ({ queue: 'messages', id: cast.others('messages'), reason: 'A test.' }),
    fields: ['queue', 'id', 'reason'],
  },
  'operations/set-aside': {
    method: 'POST',
    all: ['ops', 'owner'],
    path: () => '/api/operations/set-aside',
    body: ({ cast }) => ({ queue: 'messages', ids: [cast.others('messages')], reason: 'A test.' }),
    fields: ['queue', 'ids', 'reason'],
  },
  'credits/assign': {
    method: 'POST',
    all: INSIDERS,
    key: true,
    path: () => '/api/credits/assign',
    body: ({ cast }) => ({ clientId: cast.otto.id, credits: 1, validityDays: 30, ...REASON }),
    fields: ['clientId', 'credits', 'validityDays', 'reasonCode', 'note'],
  },
  'credits/balance': account('/api/credits/balance'),
  'credits/history': account('/api/credits/history'),
  'credits/statement': account(
    '/api/credits/statement',
    'from=2026-01-01T00:00:00Z&to=2027-01-01T00:00:00Z&format=csv',
  ),
  'credits/packages': { method: 'GET', isPublic: true, all: [], path: () => '/api/credits/packages' },
  'credits/grants/[id]/extend': {
    method: 'POST',
    all: INSIDERS,
    path: (scene, actor, whose) => `/api/credits/grants/${grant(scene, actor, whose)}/extend`,
    // Later than as issued, and no more than ops may give.
    body: () => ({ expiresAt: new Date(Date.now() + 200 * 86_400_000).toISOString(), ...REASON }),
    fields: ['expiresAt', 'reasonCode', 'note'],
  },
  'credits/grants/[id]/void': {
    method: 'POST',
    all: ['finance', 'owner'],
    path: (scene, actor, whose) => `/api/credits/grants/${grant(scene, actor, whose)}/void`,
    body: () => REASON,
    fields: ['reasonCode', 'note'],
  },
  'emails/preview': {
    method: 'POST',
    all: ['editor', 'ops', 'owner'],
    path: () => '/api/emails/preview',
    body: () => ({
      key: 'low-credit-warning',
      subject: 'Words',
      preheader: '',
      body: '<mj-text>Words</mj-text>',
    }),
    fields: ['key', 'subject', 'preheader', 'body', 'sample', 'consultationId'],
  },
  'emails/test-send': {
    method: 'POST',
    all: ['editor', 'ops', 'owner'],
    path: () => '/api/emails/test-send',
    body: () => ({ key: 'low-credit-warning', ...defaultTemplate('low-credit-warning') }),
    fields: ['key', 'subject', 'preheader', 'body', 'sample', 'consultationId'],
  },
  'emails/restore-default': {
    method: 'POST',
    all: ['editor', 'owner'],
    path: () => '/api/emails/restore-default',
    body: () => ({ key: 'low-credit-warning' }),
    fields: ['key'],
  },
  'payments/create-payment-intent': {
    method: 'POST',
    all: ['client'],
    key: true,
    path: () => '/api/payments/create-payment-intent',
    body: ({ world }) => ({ packageId: Object.values(world.packages)[0] }),
    fields: ['packageId'],
  },
  'payments/history': account('/api/payments/history'),
  'payments/webhook': {
    method: 'POST',
    isMachine: true,
    all: [],
    path: () => '/api/payments/webhook',
    body: () => ({ id: 'evt_forged', type: 'payment_intent.succeeded' }),
  },
  'payments/[id]/invoice.pdf': {
    method: 'GET',
    all: ['finance', 'owner'],
    own: ['client'],
    path: (scene, actor, whose) => `/api/payments/${payment(scene, actor, whose)}/invoice.pdf`,
  },
  'payments/[id]/refund': {
    method: 'POST',
    all: ['finance', 'owner'],
    key: true,
    path: (scene, actor, whose) => `/api/payments/${payment(scene, actor, whose)}/refund`,
    body: () => ({ amount: 100, ...REASON }),
    fields: ['amount', 'reasonCode', 'note'],
  },
  'payments/[id]/refund-preview': {
    method: 'GET',
    all: ['finance', 'owner'],
    path: (scene, actor, whose) => `/api/payments/${payment(scene, actor, whose)}/refund-preview`,
    fields: ['amount'],
  },
  'zoom/webhook': {
    method: 'POST',
    isMachine: true,
    all: [],
    path: () => '/api/zoom/webhook',
    body: () => ({ event: 'meeting.started', event_ts: 1, payload: { object: { id: '1', uuid: 'forged' } } }),
  },
};
