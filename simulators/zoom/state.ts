import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { randomInt } from 'node:crypto';

export interface SimParticipant {
  id: string;
  userId: string;
  name: string;
  /** Empty for a guest who gave none, as Zoom has it. */
  email: string;
  joinTime: string;
  leaveTime: string | null;
}

export interface SimMeeting {
  id: number;
  uuid: string;
  hostId: string;
  hostEmail: string;
  topic: string;
  agenda: string;
  type: number;
  /** UTC, whole seconds. */
  startTime: string;
  duration: number;
  timezone: string;
  password: string;
  settings: Record<string, unknown>;
  createdAt: string;
  status: 'waiting' | 'started' | 'ended';
  startedAt: string | null;
  endedAt: string | null;
  deletedAt: string | null;
  recordedAt: string | null;
  participants: SimParticipant[];
}

export interface SimCall {
  at: string;
  method: string;
  path: string;
  /** Null when the answer was withheld. */
  status: number | null;
  fault?: string;
}

export interface SimDelivery {
  at: string;
  event: string;
  meetingId: number | null;
  attempt: number;
  /** HTTP status, or the reason why there was none. */
  result: number | string;
}

export interface SimState {
  meetings: SimMeeting[];
  calls: SimCall[];
  deliveries: SimDelivery[];
  /** E-mail address by host id, for every host seen. */
  hosts: Record<string, string>;
  /** Creates and updates by "host day". */
  dailyCalls: Record<string, number>;
  tokensIssued: number;
  /** How far this Zoom's clock is from the machine's. */
  clockOffsetMs: number;
}

const KEPT_ROWS = 5000;

const empty = (): SimState => ({
  meetings: [],
  calls: [],
  deliveries: [],
  hosts: {},
  dailyCalls: {},
  tokensIssued: 0,
  clockOffsetMs: 0,
});

export interface Store {
  readonly state: SimState;
  save(): void;
  reset(): void;
}

/** State in memory, and in a file when one is named, so that a demo's meetings outlive a restart. */
export function createStore(file?: string): Store {
  const state =
    file && existsSync(file)
      ? { ...empty(), ...(JSON.parse(readFileSync(file, 'utf8')) as SimState) }
      : empty();
  return {
    state,
    save() {
      state.calls.splice(0, Math.max(0, state.calls.length - KEPT_ROWS));
      state.deliveries.splice(0, Math.max(0, state.deliveries.length - KEPT_ROWS));
      if (!file) return;
      // Written beside and renamed, so that being killed half way leaves the old file whole.
      writeFileSync(`${file}.tmp`, JSON.stringify(state));
      renameSync(`${file}.tmp`, file);
    },
    reset() {
      Object.assign(state, empty());
      this.save();
    },
  };
}

/** Eleven digits, as Zoom's scheduled meetings have. */
export function newMeetingId(state: SimState): number {
  const id = randomInt(80_000_000_000, 89_999_999_999);
  return state.meetings.some((meeting) => meeting.id === id) ? newMeetingId(state) : id;
}

/** Zoom's times: UTC, whole seconds. */
export const zoomTime = (at: Date): string => at.toISOString().replace(/\.\d{3}Z$/, 'Z');
