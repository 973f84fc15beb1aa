/**
 * What the portal shows, in its own words. Documents of the database and of providers stop at the pages
 * and at `views/`; components know only these. Money is minor units, times are ISO 8601 instants.
 */
export interface ClientView {
  id: string;
  email: string;
  firstName: string;
  lastName: string;
  company: string | null;
  /** IANA name. */
  timezone: string;
  verified: boolean;
}

export interface PackageView {
  id: string;
  slug: string;
  name: string;
  description: string;
  features: string[];
  credits: number;
  price: number;
  currency: string;
  /** Minor units. */
  pricePerCredit: number;
  validityDays: number;
  badge: string | null;
  /** Whole per cent cheaper per credit than the first package on offer; null where it is not. */
  savingsPercent: number | null;
}

export interface LotView {
  grantId: string;
  packageName: string;
  source: string;
  total: number;
  available: number;
  held: number;
  used: number;
  expiresAt: string;
}

export interface BalanceView {
  available: number;
  held: number;
  used: number;
  expired: number;
  expiring: { within7Days: number; within1Day: number };
  activePackages: number;
  lowBalance: boolean;
  lots: LotView[];
  asOf: string;
}

export interface ConsultantView {
  id: string;
  name: string;
  headline: string;
  bio: string;
  specialisms: string[];
  languages: string[];
  timezone: string;
}

export type Mode = 'remote' | 'in_person';

export interface ConsultationTypeView {
  id: string;
  name: string;
  minutes: number;
  description: string;
  credits: number;
  modes: Mode[];
  /** Where sessions in person take place. */
  address: string | null;
  /** Cancelling at least this many hours before the start returns the credit. */
  noticeHours: number;
  /** Later, but before the start, it is returned once per package. */
  isForgivenOnce: boolean;
}

export interface SlotView {
  startsAt: string;
  endsAt: string;
}

export type ConsultationStatus =
  | 'booked'
  | 'in_progress'
  | 'completed'
  | 'cancelled'
  | 'client_no_show'
  | 'consultant_no_show'
  | 'technical_failure';

export interface MeetingView {
  state: 'none' | 'pending' | 'ready' | 'failed' | 'deleted';
  joinUrl: string | null;
  passcode: string | null;
}

export interface ConsultationView {
  id: string;
  status: ConsultationStatus;
  version: number;
  startsAt: string;
  endsAt: string;
  mode: Mode;
  typeId: string;
  typeName: string;
  consultantId: string;
  consultantName: string;
  credits: number;
  topic: string | null;
  /** For sessions in person. */
  location: string | null;
  /** Why it was cancelled. */
  reason: string | null;
  meeting: MeetingView;
  /** Hours before the start up to which cancelling returns the credit, as frozen on the booking. */
  noticeHours: number | null;
  /** Later, but before the start, it is returned once per package; frozen as well. */
  isForgivenOnce: boolean;
  /** What became of the credit, once decided. */
  outcome: string | null;
}

export interface CancellationPreview {
  outcome: string;
  credits: number;
  /** Of these, how many may be spent again. */
  returned: number;
  rule: string;
  explanation: string;
}

export type PaymentStatus =
  | 'created'
  | 'processing'
  | 'requires_action'
  | 'succeeded'
  | 'failed'
  | 'cancelled'
  | 'partially_refunded'
  | 'refunded'
  | 'disputed';

export interface ReversalView {
  id: string;
  kind: 'refund' | 'dispute';
  amount: number;
  state: 'active' | 'failed' | 'open' | 'won' | 'lost';
  /** Credits it took and has not given back. */
  credits: number;
  at: string | null;
  endedAt: string | null;
}

export interface PaymentView {
  id: string;
  packageName: string;
  amount: number;
  currency: string;
  credits: number;
  status: PaymentStatus;
  refundedAmount: number;
  createdAt: string;
  paidAt: string | null;
  invoiceNumber: string | null;
  invoiceUrl: string | null;
  /** Refunds and disputes, oldest first. */
  reversals: ReversalView[];
  /** True once the credits of this payment are on the account. */
  granted: boolean;
}

export interface CreditEntryView {
  id: string;
  at: string;
  kind: string;
  quantity: number;
  from: string | null;
  to: string | null;
  /** What happened, and why, in words. */
  what: string;
  why: string;
  packageName: string | null;
  consultationId: string | null;
  balanceAfter: number | null;
}

/** The reader's own calendar link; the link itself is shown once, when it is made. */
export interface CalendarFeedView {
  createdAt: string;
  /** When a calendar last read it. */
  readAt: string | null;
}
