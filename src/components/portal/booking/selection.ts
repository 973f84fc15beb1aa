import { type ConsultantView, type ConsultationTypeView, type Mode } from '../types';

/** What is chosen so far. Kept in the address, so that Back, reload and links work as people expect. */
export interface Selection {
  consultant: ConsultantView | null;
  type: ConsultationTypeView | null;
  mode: Mode;
  startsAt: string | null;
}

export type BookingStep = 'consultant' | 'type' | 'time' | 'review';
export const BOOKING_STEPS: BookingStep[] = ['consultant', 'type', 'time', 'review'];

interface Offer {
  consultants: ConsultantView[];
  types: ConsultationTypeView[];
}

/** Reads the address; what is not on offer counts as not chosen. */
export function readSelection(params: URLSearchParams, { consultants, types }: Offer): Selection {
  const consultant = consultants.find(({ id }) => id === params.get('consultant')) ?? null;
  const type = types.find(({ id }) => id === params.get('type')) ?? null;
  const mode = type?.modes.find((known) => known === params.get('mode')) ?? type?.modes[0] ?? 'remote';
  const start = params.get('start') ?? '';
  return {
    consultant,
    type,
    mode,
    startsAt: Number.isNaN(Date.parse(start)) ? null : new Date(start).toISOString(),
  };
}

export function stepOf({ consultant, type, startsAt }: Selection): BookingStep {
  if (!consultant) return 'consultant';
  if (!type) return 'type';
  return startsAt ? 'review' : 'time';
}

/** The address of a selection. */
export function bookingPath(chosen: {
  consultant?: string;
  type?: string;
  mode?: Mode;
  start?: string;
}): string {
  const query = new URLSearchParams(Object.entries(chosen).filter(([, value]) => value)).toString();
  return query ? `/book?${query}` : '/book';
}
