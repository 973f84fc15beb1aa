import { type CollectionSlug } from 'payload';

import { type Condition } from '@/components/admin/ui/adminPath';
import { type Tone } from '@/components/admin/ui/tone';
import { type Role } from '@/collections/access/roles';

/** One thing the dashboard looks for. The same conditions count it and filter the list it links to. */
export interface Check {
  key: string;
  roles: readonly Role[];
  collection: CollectionSlug;
  conditions: (at: { now: string; weekAgo: string }) => Condition[];
  label: (count: number) => string;
  advice: string;
  tone: Tone;
}

const INSIDERS: readonly Role[] = ['owner', 'ops', 'finance'];
const OFFICE: readonly Role[] = ['owner', 'ops'];

const counted = (one: string, many: string) => (count: number) => (count === 1 ? one : many);
const is = (field: string, value: string): Condition => ({ field, operator: 'equals', value });
const among = (field: string, ...values: string[]): Condition => ({
  field,
  operator: 'in',
  value: values.join(','),
});

/** The worst first. */
export const CHECKS: readonly Check[] = [
  {
    key: 'cases',
    roles: INSIDERS,
    collection: 'cases',
    conditions: () => [is('state', 'open')],
    label: counted('open case', 'open cases'),
    advice: 'Something the product may not settle by itself.',
    tone: 'bad',
  },
  {
    key: 'paid-without-credits',
    roles: INSIDERS,
    collection: 'payments',
    conditions: () => [is('status', 'succeeded'), { field: 'grant', operator: 'exists', value: 'false' }],
    label: counted('payment without its credits', 'payments without their credits'),
    advice: 'The money arrived, the credits did not. Look at the inbox.',
    tone: 'bad',
  },
  {
    key: 'disputes',
    roles: ['owner', 'finance'],
    collection: 'payments',
    conditions: () => [is('status', 'disputed')],
    label: counted('disputed payment', 'disputed payments'),
    advice: 'Answer in Stripe before its deadline.',
    tone: 'bad',
  },
  {
    key: 'dead-effects',
    roles: INSIDERS,
    collection: 'outbox',
    conditions: () => [is('state', 'dead')],
    label: counted('outside effect given up', 'outside effects given up'),
    advice: 'A meeting that could not be made, moved or removed, or a refund that Stripe never answered.',
    tone: 'bad',
  },
  {
    key: 'dead-events',
    roles: INSIDERS,
    collection: 'inbox-events',
    conditions: () => [is('state', 'failed')],
    label: counted('webhook not applied', 'webhooks not applied'),
    advice: 'Stripe or Zoom told us something we could not use.',
    tone: 'bad',
  },
  {
    key: 'mails',
    roles: [...INSIDERS, 'editor'],
    collection: 'messages',
    conditions: () => [among('state', 'failed', 'parked')],
    label: counted('mail that did not go out', 'mails that did not go out'),
    advice: 'Refused by the mail server, or something in it is missing.',
    tone: 'bad',
  },
  {
    key: 'meetings',
    roles: [...OFFICE, 'consultant'],
    collection: 'consultations',
    conditions: ({ now }) => [
      is('status', 'booked'),
      among('meeting.state', 'pending', 'failed'),
      { field: 'startsAt', operator: 'greater_than', value: now },
    ],
    label: counted('session without a meeting link', 'sessions without a meeting link'),
    advice: 'The link is made in the background; longer than a few minutes is too long.',
    tone: 'warn',
  },
  {
    key: 'to-close',
    roles: [...OFFICE, 'consultant'],
    collection: 'consultations',
    conditions: ({ now }) => [
      among('status', 'booked', 'in_progress'),
      { field: 'endsAt', operator: 'less_than', value: now },
    ],
    label: counted('session to close', 'sessions to close'),
    advice: 'It is over: complete it, or say who did not come.',
    tone: 'warn',
  },
  {
    key: 'failed-payments',
    roles: INSIDERS,
    collection: 'payments',
    conditions: ({ weekAgo }) => [
      among('status', 'failed', 'requires_action'),
      { field: 'createdAt', operator: 'greater_than', value: weekAgo },
    ],
    label: counted(
      'payment that did not come through this week',
      'payments that did not come through this week',
    ),
    advice: 'The client may want another way to pay.',
    tone: 'warn',
  },
  {
    key: 'without-credits',
    roles: INSIDERS,
    collection: 'wallets',
    conditions: () => [is('available', '0')],
    label: counted('client without credits', 'clients without credits'),
    advice: 'Time to offer the next package.',
    tone: 'info',
  },
];
