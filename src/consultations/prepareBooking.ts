import { ObjectId } from 'mongodb';
import { type PayloadRequest } from 'payload';

import { type Client, type Consultant, type Consultation, type ConsultationType } from '@/payload-types';
import { actorOf } from '@/platform/actor';
import { now } from '@/platform/clock';
import { DomainError } from '@/platform/errors';
import { idOfNew } from '@/platform/oneRecord';
import { refId } from '@/platform/refs';

import { assertQuarterHour, assertTimeOffered } from './assertTimeOffered';
import { lateReturnOf, noticeHoursOf } from './noticeHoursOf';
import { shapeOf } from './scheduling';

interface Parties {
  client: Client;
  consultant: Consultant;
  type: ConsultationType;
}

const MINUTE_MS = 60_000;
const DECIDED = ['client', 'consultant', 'type', 'startsAt'];

/** The record's heading in the admin. */
export const titleOf = (
  client: Pick<Client, 'firstName' | 'lastName'>,
  consultant: Pick<Consultant, 'name'>,
  startsAt: Date,
): string =>
  `${client.firstName} ${client.lastName} ` +
  `with ${consultant.name}, ${startsAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/**
 * Completes a booking that is about to be written: who, when, how long, at what price and under which policy,
 * all frozen here. The portal, the API and the admin's Save come through this one function.
 * @throws DomainError VALIDATION, NOT_FOUND, EMAIL_NOT_VERIFIED, SLOT_UNAVAILABLE, IDEMPOTENCY_CONFLICT
 */
export async function prepareBooking(
  req: PayloadRequest,
  data: Partial<Consultation>,
): Promise<Partial<Consultation>> {
  const id = await idOfNew(req, { collection: 'consultations', data, decided: DECIDED });
  const parties = await loadParties(req, data);
  const { client, consultant, type } = parties;
  const startsAt = new Date(data.startsAt ?? '');
  const mode = data.mode ?? 'remote';
  await assertPossible(req, parties, startsAt, mode);
  return {
    id,
    title: titleOf(client, consultant, startsAt),
    client: client.id,
    consultant: consultant.id,
    type: type.id,
    startsAt: startsAt.toISOString(),
    endsAt: new Date(startsAt.getTime() + type.minutes * MINUTE_MS).toISOString(),
    timezone: data.timezone || client.timezone,
    mode,
    topic: data.topic,
    notes: data.notes,
    status: 'booked',
    version: 1,
    versionAt: now().toISOString(),
    credits: type.credits,
    location: mode === 'in_person' ? type.address : undefined,
    policy: {
      noticeHours: await noticeHoursOf(req.payload, type),
      lateReturn: await lateReturnOf(req.payload, type),
    },
    buffers: { before: type.bufferBefore, after: type.bufferAfter },
    meeting: { state: mode === 'remote' ? 'pending' : 'none' },
    bookedBy: actorOf(req),
  };
}

async function loadParties(req: PayloadRequest, data: Partial<Consultation>): Promise<Parties> {
  const read = { depth: 0, overrideAccess: true, disableErrors: true, req } as const;
  const id = (reference: Parameters<typeof refId>[0], path: string): string => {
    const value = reference ? refId(reference) : '';
    if (!ObjectId.isValid(value))
      throw new DomainError('VALIDATION', { fields: [{ path, message: 'Please choose.' }] });
    return value;
  };
  const clientId = id(data.client, 'client');
  // One session runs one command at a time, so these follow each other. A client who books is known already.
  const own = req.user?.collection === 'clients' && req.user.id === clientId ? (req.user as Client) : null;
  const client = own ?? (await req.payload.findByID({ collection: 'clients', id: clientId, ...read }));
  const consultant = await req.payload.findByID({
    collection: 'consultants',
    id: id(data.consultant, 'consultant'),
    ...read,
  });
  const type = await req.payload.findByID({
    collection: 'consultation-types',
    id: id(data.type, 'type'),
    ...read,
  });
  if (!client || !consultant || !type) throw new DomainError('NOT_FOUND');
  return { client, consultant, type };
}

async function assertPossible(
  req: PayloadRequest,
  { client, consultant, type }: Parties,
  startsAt: Date,
  mode: 'remote' | 'in_person',
): Promise<void> {
  assertQuarterHour(startsAt);
  if (!client._verified) throw new DomainError('EMAIL_NOT_VERIFIED');
  if (!type.modes.includes(mode))
    throw new DomainError('VALIDATION', {
      fields: [{ path: 'mode', message: 'This type is not offered that way.' }],
    });
  if (!type.active) throw new DomainError('SLOT_UNAVAILABLE');
  await assertTimeOffered(req, { consultant, session: shapeOf(type), startsAt });
}
