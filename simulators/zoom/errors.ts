import { type Reply } from './http';

export interface FieldError {
  field: string;
  message: string;
}

const error = (status: number, code: number, message: string, errors?: FieldError[]): Reply => ({
  status,
  json: { code, message, ...(errors && { errors }) },
});

// Codes and messages as Zoom's own documentation of each call has them.
export const zoomErrors = {
  invalid: (errors: FieldError[]) => error(400, 300, 'Validation Failed.', errors),
  notAllowedToHost: () =>
    error(400, 3161, 'Your user account is not allowed meeting hosting and scheduling capabilities.'),
  invalidToken: () => error(401, 124, 'Invalid access token.'),
  expiredToken: () => error(401, 124, 'Access token has expired.'),
  noUser: (user: string) => error(404, 1001, `User does not exist: ${user}.`),
  noMeeting: (id: string) => error(404, 3001, `Meeting does not exist: ${id}.`),
  noRecording: () => error(404, 3301, 'There is no recording for this meeting.'),
  noRoute: () => error(404, 2300, 'This API endpoint is not recognized.'),
  // Seen in the field: the daily cap is told in the message, without a Retry-After header.
  dailyLimit: (limit: number): Reply => ({
    ...error(
      429,
      429,
      `You have exceeded the daily rate limit (${limit}) of Meeting Create/Update API requests permitted ` +
        'for this particular user. You may resume these requests at GMT 00:00:00.',
    ),
    headers: { 'x-ratelimit-category': 'Light' },
  }),
  perSecondLimit: () =>
    error(429, 4001, 'You have reached the maximum per-second rate limit for this API. Try again later.'),
  /** An answer for an injected fault: the usual one of that status. */
  ofStatus(status: number, code?: number): Reply {
    if (code !== undefined) return error(status, code, 'Injected by the simulator.');
    if (status === 429) return this.perSecondLimit();
    if (status === 401) return this.invalidToken();
    return error(status, status, 'Injected by the simulator.');
  },
};
