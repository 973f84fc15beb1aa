import { MailRefused } from './port';

interface SmtpError {
  code?: string;
  responseCode?: number;
  response?: string;
}

/** Codes nodemailer gives to refusals of the sender, the recipient or the content. */
const ABOUT_THE_MESSAGE = ['EENVELOPE', 'EMESSAGE'];
/** "Bad sequence of commands": the session went wrong, not the message. */
const BAD_SEQUENCE = 503;

/**
 * Translates nodemailer's errors. A 5xx to the greeting or the sign-in is about our account: permanent for
 * no message, or a changed password would throw away a day's mail.
 */
export function toMailRefused(error: unknown): MailRefused {
  const { code = 'unknown', responseCode, response } = (error ?? {}) as SmtpError;
  const permanent =
    ABOUT_THE_MESSAGE.includes(code) &&
    responseCode !== undefined &&
    responseCode >= 500 &&
    responseCode !== BAD_SEQUENCE;
  const answered = responseCode === undefined ? '' : ` with ${responseCode}`;
  return new MailRefused(`The mail server did not accept the message (${code}${answered}).`, {
    permanent,
    responseCode,
    serverReply: response,
  });
}
