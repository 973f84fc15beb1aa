import { MailRefused } from './port';

interface SmtpError {
  code?: string;
  responseCode?: number;
  response?: string;
  syscall?: string;
  message?: string;
}

/** Codes nodemailer gives to refusals of the sender, the recipient or the content. */
const ABOUT_THE_MESSAGE = ['EENVELOPE', 'EMESSAGE'];
/**
 * What is wrong with the session or with our own account, in answer to any command: bad sequence; sign in first; too
 * weak a mechanism; credentials refused; encryption demanded (RFC 4954).
 */
const ABOUT_US = [503, 530, 534, 535, 538];
/** What nodemailer says of a connection that was never of use, so that no message can have gone through it. */
const NEVER_OPEN = /^(Connection timeout|Greeting never received)/;

/**
 * Translates nodemailer's errors. A 5xx to the greeting or the sign-in is about our account: permanent for
 * no message, or a changed password would throw away a day's mail. When the server has answered nothing on a
 * connection that was open, the message may have been taken.
 */
export function toMailRefused(error: unknown): MailRefused {
  const { code = 'unknown', responseCode, response, syscall, message = '' } = (error ?? {}) as SmtpError;
  const permanent =
    ABOUT_THE_MESSAGE.includes(code) &&
    responseCode !== undefined &&
    responseCode >= 500 &&
    !ABOUT_US.includes(responseCode);
  const answered = responseCode === undefined ? '' : ` with ${responseCode}`;
  return new MailRefused(`The mail server did not accept the message (${code}${answered}).`, {
    permanent,
    responseCode,
    serverReply: response,
    inDoubt:
      responseCode === undefined && !(code === 'EDNS' || syscall === 'connect' || NEVER_OPEN.test(message)),
  });
}
