import { createTransport, type Transporter } from 'nodemailer';

export interface SmtpSettings {
  host: string;
  port: number;
  /** TLS from the first byte; otherwise STARTTLS when the server offers it. */
  secure: boolean;
  user?: string;
  password?: string;
}

const SECOND = 1000;

const isLoopback = (host: string): boolean => ['localhost', '127.0.0.1', '::1'].includes(host);

/** A pool of SMTP connections. */
export function createTransporter(settings: SmtpSettings): Transporter {
  const { host, port, secure, user, password } = settings;
  return createTransport({
    pool: true,
    host,
    port,
    secure,
    auth: user ? { user, pass: password ?? '' } : undefined,
    // A password never goes over a network in clear.
    requireTLS: !secure && user !== undefined && !isLoopback(host),
    maxConnections: 3,
    maxMessages: 100,
    // The pool would send a message again by itself when the connection closes, perhaps after it was accepted.
    maxRequeues: 0,
    dnsTimeout: 10 * SECOND,
    connectionTimeout: 10 * SECOND,
    greetingTimeout: 10 * SECOND,
    socketTimeout: 60 * SECOND,
    // Content never makes the server read a file or a URL.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}
