import { ObjectId } from 'mongodb';
import { type Payload } from 'payload';

import { catalog, type TemplateKey } from '@/emails/catalog';
import { isAboutSession } from '@/emails/samples';
import { type Consultation } from '@/payload-types';
import { now } from '@/platform/clock';
import { DomainError } from '@/platform/errors';
import { refId } from '@/platform/refs';
import { nativeCollection } from '@/platform/store';

import { loadBooking } from '../loadBooking';
import { type MessageRow } from '../message';
import { type Asker } from './asker';

/** What a mail is told at its cause. A session that never had this mail lends them from the sample. */
const TOLD = [
  'cancelledBy',
  'rescheduledBy',
  'whatIsNew',
  'previousStartsAtLocal',
  'previousConsultantName',
  'handedTo',
  'reason',
  'creditEffect',
  'creditsBefore',
  'creditsAvailable',
];

const some = (from: Record<string, string>, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.filter((name) => name in from).map((name) => [name, from[name] ?? '']));

/**
 * The variables of a mail about a session that the asker may read, as the records are now. One-time links are never
 * real: whoever looks at the preview could use them.
 * @throws DomainError NOT_FOUND; VALIDATION when the mail is about no session
 */
export async function sessionSample(
  { payload, user }: Asker,
  key: TemplateKey,
  id: string,
): Promise<Record<string, string>> {
  const { sample, secret, actions, audience } = catalog[key];
  if (!isAboutSession(key))
    throw new DomainError('VALIDATION', {
      fields: [{ path: 'consultationId', message: 'This mail is not about a session.' }],
    });
  const booking = await payload.findByID({
    collection: 'consultations',
    id,
    depth: 0,
    overrideAccess: false,
    user,
    disableErrors: true,
  });
  if (!booking) throw new DomainError('NOT_FOUND');
  const side = audience === 'consultant' ? 'consultant' : 'client';
  const sent = await latestMail(payload, key, booking, side);
  const { variables } = await loadBooking(payload, sent ?? unsent(key, booking, side));
  return { ...variables, ...(sent ? {} : some(sample, TOLD)), ...(secret ? some(sample, actions) : {}) };
}

const latestMail = (
  payload: Payload,
  template: TemplateKey,
  { id }: Consultation,
  side: 'client' | 'consultant',
): Promise<MessageRow | null> =>
  nativeCollection<MessageRow>(payload, 'messages').findOne(
    { consultation: new ObjectId(id), template, [side]: { $exists: true } },
    { sort: { createdAt: -1 }, projection: { html: 0, text: 0, calendar: 0 } },
  );

const unsent = (template: TemplateKey, booking: Consultation, side: 'client' | 'consultant'): MessageRow =>
  ({
    template,
    [side]: new ObjectId(refId(booking[side])),
    consultation: new ObjectId(booking.id),
    version: booking.version ?? 1,
    facts: {},
    createdAt: now(),
  }) as unknown as MessageRow;
