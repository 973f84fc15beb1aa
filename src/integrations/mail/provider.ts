import { type Transporter } from 'nodemailer';
import { env } from '@/platform/env';
import { createMailTransport } from './client';
import { type MailTransport } from './port';
import { createTransporter } from './transporter';

let transporter: Transporter | undefined;
let current: MailTransport | undefined;

/** This process's pool of SMTP connections; Payload's own mails go through it as well. */
export function nodemailerTransport(): Transporter {
  const settings = env();
  transporter ??= createTransporter({
    host: settings.SMTP_HOST,
    port: settings.SMTP_PORT,
    secure: settings.SMTP_SECURE,
    user: settings.SMTP_USER,
    password: settings.SMTP_PASSWORD,
  });
  return transporter;
}

/** This process's mail transport, made from the environment on first use. */
export function mailTransport(): MailTransport {
  current ??= fromEnv();
  return current;
}

/** Puts another transport in place, for tests; `undefined` goes back to the environment's. */
export function setMailTransport(transport: MailTransport | undefined): void {
  current = transport;
}

function fromEnv(): MailTransport {
  const settings = env();
  return createMailTransport({
    transporter: nodemailerTransport(),
    from: { name: settings.MAIL_FROM_NAME, address: settings.MAIL_FROM },
    bounceAddress: settings.MAIL_BOUNCE_ADDRESS,
  });
}
