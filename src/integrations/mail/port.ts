import { harmlessReply } from './harmlessReply';

/** One message as it leaves us: rendered, for one recipient. */
export interface OutgoingMail {
  /** Fixed, such as `<key-hash@domain>`: a message sent twice after a crash is recognised as one. */
  messageId: string;
  to: { name: string; address: string };
  subject: string;
  html: string;
  text: string;
  /** Shown by mail programs as an invitation; the method must be that of the content. */
  calendar?: { method: 'REQUEST' | 'CANCEL'; content: string; filename: string };
  attachments?: { filename: string; content: Buffer; contentType: string }[];
  headers?: Record<string, string>;
}

/** The server took the message over; `response` is its last line, which names its queue id. */
type SendResult = { outcome: 'accepted'; response: string };

export interface MailTransport {
  /**
   * Resolves when the server has accepted the message.
   *
   * SMTP has no idempotency: when the connection is lost after the content was sent, the message may have
   * been taken all the same. Nothing is tried again in here; the caller decides.
   * @throws MailRefused
   */
  send(mail: OutgoingMail): Promise<SendResult>;
  /** Connects and signs in. Never throws. */
  check(): Promise<{ ok: boolean; message: string }>;
  /** Lets messages under way finish, then closes the connections. */
  close(): void;
}

/** Why a message was not accepted. Safe to log: neither the message text nor the fields hold an address. */
export class MailRefused extends Error {
  /** True when this message will never be accepted (5xx about sender, recipient or content). */
  readonly permanent: boolean;
  /** The server's SMTP code, when it gave one. */
  readonly responseCode?: number;
  /** True when the message may have been taken all the same: the connection ended before the server's answer. */
  readonly inDoubt: boolean;
  // Private, so that a logger that copies an error's fields leaves it out.
  readonly #serverReply: string;

  constructor(
    message: string,
    facts: { permanent: boolean; responseCode?: number; serverReply?: string; inDoubt?: boolean },
  ) {
    super(message);
    this.name = 'MailRefused';
    this.permanent = facts.permanent;
    this.responseCode = facts.responseCode;
    this.inDoubt = facts.inDoubt ?? false;
    this.#serverReply = facts.serverReply ?? '';
  }

  /** The server's own words. They often repeat the address. */
  get serverReply(): string {
    return this.#serverReply;
  }

  /**
   * What happened, with the server's own words, for the delivery log staff read: without addresses, paths and
   * tokens.
   */
  get forTheLog(): string {
    return this.#serverReply ? `${this.message} It said: ${harmlessReply(this.#serverReply)}` : this.message;
  }
}
