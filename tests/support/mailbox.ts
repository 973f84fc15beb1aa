import { type AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** A real SMTP server that keeps what it receives. */
export interface Mailbox {
  port: number;
  mails: Email[];
  /** Mails to one address, oldest first. */
  to(address: string): Email[];
  /** The reply the server gives to the next message instead of taking it, e.g. 451 or 550, and its words. */
  refuseNext(code: number, words?: string): void;
  /**
   * Keeps the server's answer to the next message back until `release` is called. `arrived` resolves when it
   * is there.
   */
  holdNext(): { arrived: Promise<void>; release: () => void };
  /** How it treats every message until told otherwise; undefined for a server that is well. */
  mood?: Mood;
  /** Reads what was kept unread, as if it came now. */
  readKept(): Promise<void>;
  close(): Promise<void>;
}

interface Mood {
  /** Answers nobody who connects. */
  isDown?: boolean;
  /** The code it gives instead of taking the next message; null to take it. */
  refuses?: () => number | null;
  /** Takes so long over each message. */
  takesMs?: number;
  /** Keeps what it takes unread, so that reading it is not part of what is measured; `readKept` reads it. */
  keepsUnread?: boolean;
}

export async function openMailbox(): Promise<Mailbox> {
  const mails: Email[] = [];
  let refusal: { code: number; words?: string } | null = null;
  let hold: { arrive: () => void; released: Promise<void> } | null = null;
  const mailbox: { mood?: Mood } = {};
  const unread: Buffer[] = [];
  const server = new SMTPServer({
    onConnect: (_session, done) =>
      done(mailbox.mood?.isDown ? Object.assign(new Error('not now'), { responseCode: 421 }) : null),
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        // Connections that are kept open are of no use either.
        const { words = 'refused by the test' } = refusal ?? {};
        const code =
          refusal?.code ?? (mailbox.mood?.isDown ? 421 : null) ?? mailbox.mood?.refuses?.() ?? null;
        refusal = null;
        if (code !== null) {
          done(Object.assign(new Error(words), { responseCode: code }));
          return;
        }
        if (mailbox.mood?.keepsUnread) {
          unread.push(Buffer.concat(chunks));
          done();
          return;
        }
        const held = hold;
        hold = null;
        PostalMime.parse(Buffer.concat(chunks)).then(
          (mail) => {
            mails.push(mail);
            held?.arrive();
            const slow = new Promise<void>((resolve) =>
              mailbox.mood?.takesMs ? setTimeout(resolve, mailbox.mood.takesMs) : resolve(),
            );
            void (held?.released ?? slow).then(() => done());
          },
          (error: Error) => done(error),
        );
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(mailbox, {
    port: (server.server.address() as AddressInfo).port,
    mails,
    to: (address: string) =>
      mails.filter((mail) => mail.to?.some((recipient) => recipient.address === address)),
    refuseNext: (code: number, words?: string) => {
      refusal = { code, words };
    },
    holdNext: () => {
      let release = (): void => undefined;
      const released = new Promise<void>((resolve) => (release = resolve));
      const arrived = new Promise<void>((resolve) => (hold = { arrive: resolve, released }));
      return { arrived, release };
    },
    async readKept() {
      for (const raw of unread.splice(0)) mails.push(await PostalMime.parse(raw));
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  });
}
