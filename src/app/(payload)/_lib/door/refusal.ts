import { DomainError, type FieldProblem } from '@/platform/errors';
import { sentence } from '@/platform/payloadErrors';

/** What was sent does not fit what it was sent to: answered with 400, as Payload does. */
export class Misfit extends DomainError {
  constructor(message: string, fields?: FieldProblem[]) {
    super('VALIDATION', { message, ...(fields ? { fields } : {}) });
  }

  override get status(): number {
    return 400;
  }
}

/** More than anybody has a use for. @throws DomainError VALIDATION */
export const tooMuch = (what: string): DomainError => new DomainError('VALIDATION', { message: what });

/** A refusal as our routes word it, and as the forms of Payload's admin read it. Source: docs/http.md#errors */
export function refusal(error: DomainError): Response {
  const { fields, retryAfterSeconds } = error.facts;
  const told = { code: error.code, message: error.message, ...(fields ? { fields } : {}) };
  const message = sentence(error.message, fields ?? []);
  return Response.json(
    { error: told, errors: [{ message, data: { code: error.code, ...(fields ? { errors: fields } : {}) } }] },
    {
      status: error.status,
      headers: retryAfterSeconds ? { 'Retry-After': String(retryAfterSeconds) } : undefined,
    },
  );
}
