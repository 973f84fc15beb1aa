/**
 * The life of a consultation, as data. The admin, the API and the tests read this one table.
 * Source: docs/domain.md#consultations
 */
export const STATUSES = [
  'booked',
  'in_progress',
  'completed',
  'cancelled',
  'client_no_show',
  'consultant_no_show',
  'technical_failure',
] as const;

export type Status = (typeof STATUSES)[number];

/** Who may make a transition. `system` is the clock or the meeting provider. */
export type Party = 'client' | 'consultant' | 'staff' | 'system';

interface Transition {
  from: Status;
  to: Status;
  by: readonly Party[];
}

const OUR_SIDE: readonly Party[] = ['consultant', 'staff', 'system'];

export const TRANSITIONS: readonly Transition[] = [
  { from: 'booked', to: 'in_progress', by: OUR_SIDE },
  { from: 'booked', to: 'completed', by: OUR_SIDE },
  { from: 'in_progress', to: 'completed', by: OUR_SIDE },
  { from: 'booked', to: 'cancelled', by: ['client', 'consultant', 'staff'] },
  { from: 'booked', to: 'client_no_show', by: OUR_SIDE },
  { from: 'in_progress', to: 'client_no_show', by: OUR_SIDE },
  { from: 'booked', to: 'consultant_no_show', by: OUR_SIDE },
  { from: 'in_progress', to: 'consultant_no_show', by: OUR_SIDE },
  { from: 'booked', to: 'technical_failure', by: OUR_SIDE },
  { from: 'in_progress', to: 'technical_failure', by: OUR_SIDE },
];

/** A live booking holds its credit and its slot. */
export const isLive = (status: Status): boolean => status === 'booked' || status === 'in_progress';

export const mayMove = (from: Status, to: Status, by: Party): boolean =>
  TRANSITIONS.some(
    (transition) => transition.from === from && transition.to === to && transition.by.includes(by),
  );

/** How a session that was held, or should have been, can turn out. A cancelled one was never to be held. */
const HELD_OUTCOMES = [
  'completed',
  'client_no_show',
  'consultant_no_show',
  'technical_failure',
] as const satisfies readonly Status[];
export type HeldOutcome = (typeof HELD_OUTCOMES)[number];

const isHeldOutcome = (status: Status): status is HeldOutcome =>
  (HELD_OUTCOMES as readonly Status[]).includes(status);

/**
 * Staff may correct an outcome for so long after the session ended: corrections do not prolong it.
 * Source: docs/domain.md#consultations
 */
const CORRECTION_HOURS = 48;

/** The last instant at which an outcome may be corrected. */
export const correctableUntil = (decidedAt: Date): Date =>
  new Date(decidedAt.getTime() + CORRECTION_HOURS * 3_600_000);

export interface Correction {
  from: Status;
  to: Status;
  by: Party;
  /** When the session first had an outcome. */
  decidedAt: Date;
  now: Date;
}

/** Whether the outcome of an ended session may be changed to another. */
export const mayCorrect = ({ from, to, by, decidedAt, now }: Correction): boolean =>
  by === 'staff' &&
  from !== to &&
  isHeldOutcome(from) &&
  isHeldOutcome(to) &&
  now <= correctableUntil(decidedAt);
