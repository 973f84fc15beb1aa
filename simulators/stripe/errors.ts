/** An answer in the shape of Stripe's errors. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly fields: {
      type: string;
      message: string;
      code?: string;
      param?: string;
      [field: string]: unknown;
    },
  ) {
    super(fields.message);
  }

  get body() {
    const { code } = this.fields;
    const doc = code ? { doc_url: `https://docs.stripe.com/error-codes/${code.replaceAll('_', '-')}` } : {};
    return { error: { ...this.fields, ...doc } };
  }
}

const refused = (message: string, code: string | undefined, param: string | undefined): ApiError =>
  new ApiError(400, {
    type: 'invalid_request_error',
    message,
    ...(code ? { code } : {}),
    ...(param ? { param } : {}),
  });

export const invalid = (message: string, facts: { code?: string; param?: string } = {}): ApiError =>
  refused(message, facts.code, facts.param);

export const missing = (kind: string, id: string, param = 'id'): ApiError =>
  new ApiError(404, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message: `No such ${kind}: '${id}'`,
    param,
  });

export const unexpectedState = (message: string, paymentIntent: unknown): ApiError =>
  new ApiError(400, {
    type: 'invalid_request_error',
    code: 'payment_intent_unexpected_state',
    message,
    payment_intent: paymentIntent,
  });
