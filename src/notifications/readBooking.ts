import { type Payload } from 'payload';

import { type Client, type Consultant, type Consultation, type ConsultationType } from '@/payload-types';
import { refId } from '@/platform/refs';

import { NotComposable } from './notComposable';

const READ = { depth: 0, overrideAccess: true, disableErrors: true } as const;

export interface BookingRecords {
  booking: Consultation;
  client: Client;
  consultant: Consultant;
  type: ConsultationType;
}

/**
 * A booking and the records of everyone in it. A mail to a consultant who has it no more names him or her.
 * @throws NotComposable when one is gone
 */
export async function readBooking(payload: Payload, id: string, consultantId?: string): Promise<BookingRecords> {
  const booking = await payload.findByID({ collection: 'consultations', id, ...READ });
  if (!booking) throw new NotComposable('The booking is gone.');
  const [client, consultant, type] = await Promise.all([
    payload.findByID({ collection: 'clients', id: refId(booking.client), ...READ }),
    payload.findByID({ collection: 'consultants', id: consultantId ?? refId(booking.consultant), ...READ }),
    payload.findByID({ collection: 'consultation-types', id: refId(booking.type), ...READ }),
  ]);
  if (!client || !consultant || !type) throw new NotComposable('A person or type of the booking is gone.');
  return { booking, client, consultant, type };
}

/** The name of a consultant the facts of a mail speak of; empty when they speak of none. */
export async function consultantName(payload: Payload, id: string | undefined): Promise<string> {
  if (!id) return '';
  return (await payload.findByID({ collection: 'consultants', id, ...READ }))?.name ?? '';
}
