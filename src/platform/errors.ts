/** Every error of the product, with the HTTP status it is answered with. Source: docs/http.md#errors */
export const ERROR_STATUS = {
  VALIDATION: 422,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  INSUFFICIENT_CREDITS: 409,
  PACKAGE_NOT_ON_OFFER: 409,
  EMAIL_NOT_VERIFIED: 403,
  SLOT_TAKEN: 409,
  SLOT_UNAVAILABLE: 409,
  INVALID_TRANSITION: 409,
  IDEMPOTENCY_CONFLICT: 409,
  IDEMPOTENCY_KEY_REQUIRED: 400,
  SIGNATURE_INVALID: 400,
  RATE_LIMITED: 429,
  PROVIDER_UNAVAILABLE: 503,
  INTERNAL: 500,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

export interface FieldProblem {
  path: string;
  message: string;
}

const DEFAULT_MESSAGE: Record<ErrorCode, string> = {
  VALIDATION: 'Some of what was sent is not valid.',
  UNAUTHENTICATED: 'Please sign in.',
  FORBIDDEN: 'Your role does not allow this.',
  NOT_FOUND: 'There is no such record.',
  INSUFFICIENT_CREDITS: 'There are not enough credits for this session.',
  PACKAGE_NOT_ON_OFFER: 'This package is not on offer.',
  EMAIL_NOT_VERIFIED: 'Please confirm your e-mail address first.',
  SLOT_TAKEN: 'This time has just been taken. Please choose another.',
  SLOT_UNAVAILABLE: 'This time is not available.',
  INVALID_TRANSITION: 'This is no longer possible: the record has changed.',
  IDEMPOTENCY_CONFLICT: 'This Idempotency-Key was used for a different request.',
  IDEMPOTENCY_KEY_REQUIRED: 'This request needs an Idempotency-Key header of 1 to 255 characters.',
  SIGNATURE_INVALID: 'The signature is not valid.',
  RATE_LIMITED: 'Too many requests. Please wait a moment.',
  PROVIDER_UNAVAILABLE: 'A service we depend on does not answer. Please try again in a minute.',
  INTERNAL: 'Something went wrong on our side.',
};

export interface ErrorFacts {
  message?: string;
  fields?: FieldProblem[];
  retryAfterSeconds?: number;
  /** Recorded in the log, never answered. */
  detail?: Record<string, unknown>;
  cause?: unknown;
}

const MARK = Symbol.for('insight-serenity.DomainError');

/** The one error features throw. Each edge (HTTP, admin, job) translates it once. */
export class DomainError extends Error {
  /** The web server bundles pages and routes apart: each has its own copy of this class, all carry one mark. */
  readonly [MARK] = true;
  readonly code: ErrorCode;
  readonly facts: ErrorFacts;

  constructor(code: ErrorCode, facts: ErrorFacts = {}) {
    super(
      facts.message ?? DEFAULT_MESSAGE[code],
      facts.cause === undefined ? undefined : { cause: facts.cause },
    );
    this.name = 'DomainError';
    this.code = code;
    this.facts = facts;
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }
}

export const isDomainError = (error: unknown): error is DomainError =>
  error instanceof Error && MARK in error;
