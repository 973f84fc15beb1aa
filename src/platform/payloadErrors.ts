import { type AfterErrorHook } from 'payload';

import { DomainError, type FieldProblem, isDomainError } from './errors';
import { isHangUp } from './hangUp';
import { isTransient } from './transaction';
import { isUnavailable } from './unavailable';

/** Marks an answer of Payload's REST API whose request may be run again whole. Read by the REST edge only. */
export const RUN_AGAIN_STATUS = 599;

/**
 * `intro: problem, problem`. The admin's toast takes what follows the colon for a list and divides it at commas,
 * so none may stand inside a problem.
 */
export function sentence(message: string, fields: readonly FieldProblem[]): string {
  if (fields.length === 0) return message;
  const problems = fields.map((field) => `${field.path} – ${field.message}`.replaceAll(', ', ' · '));
  return `${message.replace(/\.$/, '')}: ${problems.join(', ')}`;
}

/** Translates our errors for Payload's own REST API and the admin, in Payload's shape. */
export const afterError: AfterErrorHook = ({ error }) => {
  if (isDomainError(error)) {
    const fields = error.facts.fields ?? [];
    return {
      status: error.status,
      response: {
        errors: [{ message: sentence(error.message, fields), data: { code: error.code, errors: fields } }],
      },
    };
  }
  if (isTransient(error))
    return unavailable(
      RUN_AGAIN_STATUS,
      'Somebody else was changing this at the same moment. Please try again.',
    );
  if (isHangUp(error))
    return { status: 400, response: { errors: [{ message: 'The request did not arrive as a whole.' }] } };
  if (isUnreadable(error))
    return {
      status: 400,
      response: { errors: [{ message: 'The request has a value of a kind that does not fit.' }] },
    };
  if (isUnavailable(error)) return unavailable(503, new DomainError('PROVIDER_UNAVAILABLE').message);
  return undefined;
};

/**
 * Values that Payload hands on unchecked: its own validators let a list pass for a text, and a word for a
 * number in a condition.
 */
const UNREADABLE = new Set(['CastError', 'BSONError', 'SyntaxError']);
const isUnreadable = (error: unknown): boolean =>
  error instanceof Error &&
  (UNREADABLE.has(error.name) ||
    Object.values((error as { errors?: Record<string, unknown> }).errors ?? {}).some(isUnreadable));

const unavailable = (status: number, message: string) => ({
  status,
  response: { errors: [{ message, data: { code: 'PROVIDER_UNAVAILABLE' } }] },
});
