import { type AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** A real SMTP server that keeps what it receives. */
export interface Mailbox {
  port: number;
  mails: Email[];
  /** Mails to one address, oldest first. */
  to(address: string): Email[];
  /** The reply the server gives to the next message instead of taking it, e.g. 451 or 550. */
  refuseNext(code: number): void;
  /** Keeps the server's answer to the next message back until `release` is called. `arrived` resolves when it is there. */
  holdNext(): { arrived: Promise<void>; release: () => void };
  close(): Promise<void>;
}

export async function openMailbox(): Promise<Mailbox> {
  const mails: Email[] = [];
  let refusal: number | null = null;
  let hold: { arrive: () => void; released: Promise<void> } | null = null;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (refusal !== null) {
          const error = Object.assign(new Error('refused by the test'), { responseCode: refusal });
          refusal = null;
          done(error);
          return;
        }
        const held = hold;
        hold = null;
        PostalMime.parse(Buffer.concat(chunks)).then(
          (mail) => {
            mails.push(mail);
            held?.arrive();
            void (held?.released ?? Promise.resolve()).then(() => done());
          },
          (error: Error) => done(error),
        );
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.server.address() as AddressInfo).port,
    mails,
    to: (address) => mails.filter((mail) => mail.to?.some((recipient) => recipient.address === address)),
    refuseNext: (code) => {
      refusal = code;
    },
    holdNext: () => {
      let release = (): void => undefined;
      const released = new Promise<void>((resolve) => (release = resolve));
      const arrived = new Promise<void>((resolve) => (hold = { arrive: resolve, released }));
      return { arrived, release };
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
