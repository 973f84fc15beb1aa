/** How an ending other than a cancellation would come out, in the policy's own words. */
export interface EndingView {
  to: 'completed' | 'client' | 'consultant' | 'technical';
  explanation: string;
}

/** What staff may do with a session now. */
export interface ActionsView {
  id: string;
  version: number;
  canCancel: boolean;
  /** It has not ended, but it has not started either: completing comes later. */
  isBeforeStart: boolean;
  startsAt: string;
  endings: EndingView[];
  /** For the office: what moving it needs to know; null for others, and once it has started. */
  move: MoveView | null;
}

export interface MoveView {
  consultant: string;
  type: string;
  zone: string;
  consultants: { id: string; name: string }[];
}

/** An ended session whose outcome staff may still change. */
export interface CorrectionView {
  id: string;
  version: number;
  /** Until when. */
  until: string;
  outcomes: { to: string; label: string; explanation: string; movesCredit: boolean }[];
}

interface PersonView {
  name: string;
  /** The record in the admin; null for a role that may not open it. */
  href: string | null;
  timezone: string;
}

/** A session as its record shows it at the top. */
export interface SummaryView {
  status: string;
  startsAt: string;
  endsAt: string;
  client: PersonView;
  consultant: PersonView;
  type: string;
  mode: string;
  location: string | null;
  credits: number;
  /** Until when the client may cancel without losing the credits. */
  freeUntil: string;
  isFreeOver: boolean;
  topic: string | null;
  notes: string | null;
  meeting: { state: string; joinUrl: string | null; passcode: string | null };
  reason: string | null;
  outcome: { explanation: string; by: string; at: string } | null;
  bookedBy: string | null;
}

/** What Zoom told of a session, as far as the one who looks may know it. */
export interface EvidenceView {
  proposal: { status: string; because: string } | null;
  /** When the meeting began and ended. */
  held: { from: string | null; to: string | null } | null;
  /** Stays by role; `waited` in front of the meeting. */
  stays: {
    role: 'consultant' | 'client' | 'unknown';
    name: string;
    from: string | null;
    to: string | null;
    waited: boolean;
  }[];
  recording: { url: string; passcode: string | null } | null;
}
