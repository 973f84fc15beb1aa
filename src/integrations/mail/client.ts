import { type SendMailOptions, type Transporter } from 'nodemailer';
import { fileName, headerText, isPlainAddress, safeHeaders } from './headerText';
import { MailRefused, type MailTransport, type OutgoingMail } from './port';
import { toMailRefused } from './refusal';

export interface MailSettings {
  transporter: Transporter;
  from: { name: string; address: string };
  /** Envelope sender, where bounces go; the From address without it. */
  bounceAddress?: string;
  /** The longest one message may take: a server that trickles its answers escapes every socket timeout. */
  sendTimeoutMs?: number;
}

export function createMailTransport(settings: MailSettings): MailTransport {
  const { transporter, sendTimeoutMs = 120_000 } = settings;
  return {
    async send(mail) {
      if (!isPlainAddress(mail.to.address)) {
        throw new MailRefused('The recipient is not one plain address.', { permanent: true });
      }
      const message = { ...composed(mail, settings), signal: AbortSignal.timeout(sendTimeoutMs) };
      try {
        const info = (await transporter.sendMail(message)) as { response?: string };
        return { outcome: 'accepted', response: info.response ?? '' };
      } catch (error) {
        throw toMailRefused(error);
      }
    },

    async check() {
      try {
        await transporter.verify();
        return { ok: true, message: 'The mail server accepts our connection.' };
      } catch (error) {
        const { code, responseCode } = error as { code?: string; responseCode?: number };
        const reason = [code, responseCode].filter(Boolean).join(' ') || 'no reason given';
        return { ok: false, message: `The mail server refuses us or does not answer (${reason}).` };
      }
    },

    close: () => transporter.close(),
  };
}

function composed(mail: OutgoingMail, { from, bounceAddress }: MailSettings): SendMailOptions {
  const { to, calendar, attachments = [], headers = {} } = mail;
  return {
    // Only the fixed envelope decides who gets the message.
    envelope: { from: bounceAddress ?? from.address, to: [to.address] },
    from: { name: headerText(from.name), address: from.address },
    to: { name: headerText(to.name), address: to.address },
    subject: headerText(mail.subject),
    messageId: headerText(mail.messageId),
    // Keeps holiday notices from answering an address nobody reads (RFC 3834).
    headers: { 'Auto-Submitted': 'auto-generated', ...safeHeaders(headers) },
    html: mail.html,
    text: mail.text,
    icalEvent: calendar && {
      // Without a method nodemailer says PUBLISH, and calendars show no invitation.
      method: calendar.method,
      content: calendar.content,
      filename: fileName(calendar.filename),
    },
    attachments: attachments.map(({ filename, content, contentType }) => ({
      filename: fileName(filename),
      content,
      contentType: headerText(contentType),
    })),
  };
}
