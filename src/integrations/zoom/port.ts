/** A scheduled video meeting, in our words. The host's own start link is left out on purpose: it is a credential. */
export interface Meeting {
  /** Zoom's number as text: REST sends a number, events a string. */
  id: string;
  joinUrl: string;
  passcode: string | null;
  /** The host it was asked of: an address, or an id where Zoom does not say the address. */
  host: string;
  startsAt: Date;
  minutes: number;
}

export interface MeetingRequest {
  /** E-mail address or user id of a licensed Zoom user of the account. */
  host: string;
  /** Shown to everybody in the meeting: no personal notes. At most 200 characters are used. */
  topic: string;
  /** Our consultation id, put in the agenda: a retry finds what a lost answer has made. */
  marker: string;
  startsAt: Date;
  minutes: number;
  /** IANA zone Zoom shows the time in. */
  timezone: string;
}

/** A meeting of ours as a list of meetings tells it. */
export interface MarkedMeeting {
  id: string;
  /** The consultation it was made for. */
  marker: string;
  createdAt: Date;
}

export interface Participation {
  /** Tells two people of one meeting apart. */
  key: string;
  name: string;
  place: 'meeting' | 'waiting_room';
  /** Guests often have none. */
  email: string | null;
  joinedAt: Date;
  leftAt: Date | null;
}

/**
 * The meetings we need from a provider.
 *
 * Every call may throw `DomainError`: PROVIDER_UNAVAILABLE (no answer, overload, limits; try again, after
 * `retryAfterSeconds` when given), INTERNAL (refused: trying again as it is will not help). Creating is not
 * idempotent: before a retry ask `findMeetings` for the marker.
 */
export interface MeetingProvider {
  /** @throws HostUnavailable when this host cannot hold meetings: use the fallback host. */
  createMeeting(input: MeetingRequest): Promise<Meeting>;
  /** @throws DomainError NOT_FOUND when the meeting is gone; HostUnavailable when its host is. */
  updateMeeting(id: string, input: MeetingRequest): Promise<void>;
  /** A meeting that is already gone counts as deleted. */
  deleteMeeting(id: string): Promise<void>;
  getMeeting(id: string): Promise<Meeting | null>;
  /**
   * The host's meetings that carry the marker: upcoming, live, and past ones not yet expired.
   * @throws HostUnavailable
   */
  findMeetings(input: { host: string; marker: string }): Promise<Meeting[]>;
  /**
   * All of a host's meetings that this installation has made, by their marks; those of others are left out.
   * @throws HostUnavailable
   */
  listMarked(host: string): Promise<MarkedMeeting[]>;
  /** Who was there, as Zoom reports it: evidence, not proof. Empty until the meeting has been held. */
  participants(id: string): Promise<Participation[]>;
  /** Never throws: says in a sentence what is wrong with the account. */
  checkConfiguration(): Promise<{ ok: boolean; message: string }>;
}

/** The host is unknown to the account, inactive or has no licence. The caller takes the fallback host. */
export class HostUnavailable extends Error {
  constructor(
    /** Zoom's own error code, for the log. The address is left out: the caller knows it, the log must not. */
    readonly zoomCode: number,
  ) {
    super('This Zoom user cannot host meetings.');
    this.name = 'HostUnavailable';
  }
}
