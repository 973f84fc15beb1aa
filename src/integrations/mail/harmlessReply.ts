import { headerText } from './headerText';

const LONGEST = 300;

/**
 * A mail server's reply without what must not stand in a log: addresses, and what it may quote of the mail, such as the
 * path of a one-time link. Of a link its host stays.
 */
export const harmlessReply = (reply: string): string =>
  headerText(reply)
    .replace(/(https?:\/\/[^\s/]+)\/\S*/gi, '$1/…')
    .replace(/<?[^\s<>]*@[^\s<>]*>?/g, '(address)')
    .replace(/[\w-]{32,}/g, '…')
    .slice(0, LONGEST);
