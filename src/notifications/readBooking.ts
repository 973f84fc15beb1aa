import { type Document, ObjectId } from 'mongodb';
import { type Payload } from 'payload';

import { type TemplateSource } from '@/emails/defaults';
import { type Client, type Consultant, type Consultation, type ConsultationType } from '@/payload-types';
import { asRecord } from '@/platform/asRecord';
import { nativeCollection } from '@/platform/store';

import { join, joinedRecord, joinWords } from './join';
import { NotComposable } from './notComposable';

export interface BookingRecords {
  booking: Consultation;
  client: Client;
  consultant: Consultant;
  type: ConsultationType;
}

/** A booking as found, with whoever of it is still there. */
export interface BookingFound {
  booking: Consultation;
  client: Client | null;
  consultant: Consultant | null;
  type: ConsultationType | null;
  /** Names of consultants the facts of a mail speak of; empty when they speak of none. */
  colleagues: { previous: string; next: string };
  words: TemplateSource | null;
}

export interface BookingAsked {
  /** Another consultant than the booking's: a mail to one who has it no more names him or her. */
  consultant?: ObjectId;
  previousConsultant?: string;
  handedTo?: string;
  /** The template whose published words are needed as well. */
  template?: string;
}

const NOT_IN_MAILS = { notes: 0, attendance: 0, recording: 0 };
const ASIDE = ['clientRecord', 'consultantRecord', 'typeRecord', 'previous', 'next', 'words'];

function stages({ consultant, previousConsultant, handedTo, template }: BookingAsked): Document[] {
  return [
    { $project: NOT_IN_MAILS },
    join('clientRecord', 'clients', { field: 'client' }),
    join('consultantRecord', 'consultants', consultant ? { id: consultant } : { field: 'consultant' }),
    join('typeRecord', 'consultation-types', { field: 'type' }),
    ...(previousConsultant
      ? [join('previous', 'consultants', { id: new ObjectId(previousConsultant) })]
      : []),
    ...(handedTo ? [join('next', 'consultants', { id: new ObjectId(handedTo) })] : []),
    ...(template ? [joinWords(template)] : []),
  ];
}

/** A booking with everyone in it, or null when it is gone. One command: it is read for every mail about a session. */
export async function findBooking(
  payload: Payload,
  id: string,
  asked: BookingAsked = {},
): Promise<BookingFound | null> {
  const [found] = await nativeCollection(payload, 'consultations')
    .aggregate([{ $match: { _id: new ObjectId(id) } }, ...stages(asked)])
    .toArray();
  if (!found) return null;
  return {
    booking: asRecord<Consultation>(
      Object.fromEntries(Object.entries(found).filter(([name]) => !ASIDE.includes(name))),
    ),
    client: joinedRecord<Client>(found, 'clientRecord'),
    consultant: joinedRecord<Consultant>(found, 'consultantRecord'),
    type: joinedRecord<ConsultationType>(found, 'typeRecord'),
    colleagues: {
      previous: joinedRecord<Consultant>(found, 'previous')?.name ?? '',
      next: joinedRecord<Consultant>(found, 'next')?.name ?? '',
    },
    words: (found.words as TemplateSource[] | undefined)?.[0] ?? null,
  };
}

/** @throws NotComposable when the booking, or somebody of it, is gone */
export function assertWhole(found: BookingFound | null): BookingRecords & Pick<BookingFound, 'colleagues'> {
  if (!found) throw new NotComposable('The booking is gone.');
  const { booking, client, consultant, type, colleagues } = found;
  if (!client || !consultant || !type) throw new NotComposable('A person or type of the booking is gone.');
  return { booking, client, consultant, type, colleagues };
}

/** A booking and the records of everyone in it. @throws NotComposable when one is gone */
export const readBooking = async (payload: Payload, id: string): Promise<BookingRecords> =>
  assertWhole(await findBooking(payload, id));
