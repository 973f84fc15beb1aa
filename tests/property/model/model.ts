import { type ModelLot } from './lots';
import { type Fact, type ModelPayment } from './payments';

export interface ModelBooking {
  id: string;
  client: number;
  startsAt: number;
  isLive: boolean;
}

/** An event at Stripe. Until it is delivered, or found by reconciliation, the product does not have it. */
export interface ModelEvent {
  id: string;
  isHeard: boolean;
  payment: ModelPayment;
  /** Of a type the product follows; others are stored and left. */
  isOfUse: boolean;
  tells: 'intent' | 'refunds' | 'nothing';
  dispute?: Fact;
}

/** A row of the inbox or the outbox. */
export interface ModelRow {
  dueAt: number;
  leasedUntil: number;
  isDone: boolean;
}

export interface Model {
  now: number;
  /** The commands really run, and how many are to be. */
  played: string[];
  limit: number;
  lots: ModelLot[];
  payments: ModelPayment[];
  bookings: ModelBooking[];
  events: ModelEvent[];
  inbox: (ModelRow & { event: ModelEvent })[];
  outbox: (ModelRow & { payment: ModelPayment; requestId: string })[];
  /** Credits assigned by hand, by client and UTC day. */
  assigned: Map<string, number>;
}

export const newModel = (now: number, limit: number): Model => ({
  ...{ now, limit, played: [], lots: [], payments: [], bookings: [], events: [], inbox: [], outbox: [] },
  assigned: new Map(),
});

export const lotsOf = (model: Model, client: number): ModelLot[] =>
  model.lots.filter((lot) => lot.client === client);

/** One of several, by a number of any size; undefined where there is none. */
export const pick = <T>(from: readonly T[], number: number): T | undefined =>
  from[number % Math.max(1, from.length)];

export const LEASE_MS = 240_000;

/** The row a worker takes next: due, not under a lease, the one that waits longest. */
export const nextRow = <T extends ModelRow>(rows: readonly T[], now: number): T | undefined =>
  rows
    .filter((row) => !row.isDone && row.dueAt <= now && row.leasedUntil <= now)
    .reduce<T | undefined>((first, row) => (first && first.dueAt <= row.dueAt ? first : row), undefined);
