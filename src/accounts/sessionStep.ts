import { type RequestContext } from 'payload';

/**
 * The ways in which Payload writes an account because somebody signs in, stays, leaves or chooses a new password by
 * mail. In each of them it writes back the whole account that it read before.
 */
const SESSION_STEPS = ['login', 'refresh', 'logout', 'logoutEverywhere', 'resetPassword'] as const;

type SessionStep = (typeof SESSION_STEPS)[number];

interface Step {
  sessionStep?: SessionStep;
  /** The session that this request has begun. */
  sessionBegun?: string;
}

/** Notes which step a request takes; any other operation ends it. */
export function noteStep(context: RequestContext, operation: string): void {
  const noted = context as Step;
  const step = SESSION_STEPS.find((known) => known === operation);
  if (step) noted.sessionStep = step;
  else delete noted.sessionStep;
  delete noted.sessionBegun;
}

export const stepOf = (context: RequestContext | undefined): Step => (context ?? {}) as Step;
