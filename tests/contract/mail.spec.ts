import { type AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { createMailTransport, type MailSettings } from '@/integrations/mail/client';
import { MailRefused, type MailTransport, type OutgoingMail } from '@/integrations/mail/port';
import { createTransporter } from '@/integrations/mail/transporter';

interface Received {
  from: string;
  to: string[];
  raw: string;
}

let received: Received[];
let server: SMTPServer;
let transport: MailTransport | undefined;

const ICS = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'METHOD:REQUEST', 'END:VCALENDAR', ''].join('\r\n');

const mail = (over: Partial<OutgoingMail> = {}): OutgoingMail => ({
  messageId: '<0f1e2d@portal.example.com>',
  to: { name: 'Zoë Müller', address: 'zoe@client.example' },
  subject: 'Your consultation — 4 March',
  html: '<p>Grüße</p>',
  text: 'Grüße',
  ...over,
});

async function startServer(options: SMTPServerOptions = {}): Promise<number> {
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString('utf8'),
        });
        callback(null);
      });
    },
    ...options,
  });
  // A dropped connection is part of some cases.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.server.address() as AddressInfo).port;
}

function connect(
  port: number,
  over: Partial<MailSettings> & { user?: string; password?: string } = {},
): MailTransport {
  const { user, password, ...settings } = over;
  transport = createMailTransport({
    transporter: createTransporter({ host: '127.0.0.1', port, secure: false, user, password }),
    from: { name: 'Insight Serenity', address: 'no-reply@portal.example.com' },
    bounceAddress: 'bounces@portal.example.com',
    ...settings,
  });
  return transport;
}

const parsed = (): Promise<Email> => PostalMime.parse(received[0]?.raw ?? '');
const headers = (): string[] =>
  (received[0]?.raw ?? '')
    .split('\r\n\r\n')[0]
    ?.replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n') ?? [];
const refusal = (work: Promise<unknown>): Promise<MailRefused> =>
  work.then(
    () => Promise.reject(new Error('It did not refuse.')),
    (error: MailRefused) => error,
  );
const smtpError = (responseCode: number, text: string) => Object.assign(new Error(text), { responseCode });

beforeEach(() => {
  received = [];
});
afterEach(async () => {
  transport?.close();
  await new Promise<void>((resolve) => server.close(() => resolve()));
});

describe('a mail that is accepted', () => {
  it('carries text, HTML, an invitation with its method, and attachments', async () => {
    const pdf = Buffer.from('%PDF-1.7 invoice');
    const result = await connect(await startServer()).send(
      mail({
        calendar: { method: 'REQUEST', content: ICS, filename: 'consultation.ics' },
        attachments: [{ filename: 'IS-2026-000123.pdf', content: pdf, contentType: 'application/pdf' }],
      }),
    );
    expect(result).toEqual({ outcome: 'accepted', response: expect.stringMatching(/^250 /) });
    const email = await parsed();
    expect(email.subject).toBe('Your consultation — 4 March');
    expect(email.text?.trim()).toBe('Grüße');
    expect(email.html?.trim()).toBe('<p>Grüße</p>');
    const types = email.attachments.map(({ mimeType, filename, method }) => ({ mimeType, filename, method }));
    expect(types).toEqual([
      expect.objectContaining({ mimeType: 'text/calendar', method: 'REQUEST' }),
      expect.objectContaining({ mimeType: 'application/pdf', filename: 'IS-2026-000123.pdf' }),
      expect.objectContaining({ mimeType: 'application/ics', filename: 'consultation.ics' }),
    ]);
    const [invitation, invoice, file] = email.attachments.map(({ content }) =>
      Buffer.from(content as ArrayBuffer).toString(),
    );
    expect(invoice).toBe(pdf.toString());
    // The parser turns the line ends of text parts into its own.
    for (const text of [invitation, file]) expect(text?.split(/\r?\n/)).toEqual(ICS.split('\r\n'));
  });

  it('says CANCEL in the calendar part of a cancellation', async () => {
    const content = ICS.replace('REQUEST', 'CANCEL');
    await connect(await startServer()).send(
      mail({ calendar: { method: 'CANCEL', content, filename: 'c.ics' } }),
    );
    expect(received[0]?.raw).toMatch(/Content-Type: text\/calendar; charset=utf-8; method=CANCEL/);
  });

  it('keeps its Message-ID, and names people and bounce address rightly', async () => {
    await connect(await startServer()).send(mail({ headers: { 'X-Entity-Ref-ID': 'm1' } }));
    expect(received[0]).toMatchObject({ from: 'bounces@portal.example.com', to: ['zoe@client.example'] });
    const email = await parsed();
    expect(email).toMatchObject({
      messageId: '<0f1e2d@portal.example.com>',
      from: { name: 'Insight Serenity', address: 'no-reply@portal.example.com' },
      to: [{ name: 'Zoë Müller', address: 'zoe@client.example' }],
    });
    expect(headers()).toEqual(
      expect.arrayContaining(['X-Entity-Ref-ID: m1', 'Auto-Submitted: auto-generated']),
    );
  });

  it('bounces to the From address when no other is set', async () => {
    await connect(await startServer(), { bounceAddress: undefined }).send(mail());
    expect(received[0]?.from).toBe('no-reply@portal.example.com');
  });
});

describe('hostile text', () => {
  const INJECTION = 'x\r\nBcc: thief@evil.example\r\n\r\nbody';

  it('cannot add a header, a recipient or a body', async () => {
    await connect(await startServer()).send(
      mail({
        to: { name: `Eve ${INJECTION}`, address: 'zoe@client.example' },
        subject: INJECTION,
        messageId: `<a@portal.example.com>${INJECTION}`,
        headers: { 'X-Ref': INJECTION },
        attachments: [
          { filename: `../${INJECTION}".pdf`, content: Buffer.from('x'), contentType: 'application/pdf' },
        ],
        calendar: { method: 'REQUEST', content: ICS, filename: INJECTION },
      }),
    );
    expect(received[0]?.to).toEqual(['zoe@client.example']);
    expect(received[0]?.raw).not.toMatch(/^bcc:/im);
    const email = await parsed();
    expect(email.text?.trim()).toBe('Grüße');
    expect(email.subject).toBe('x Bcc: thief@evil.example body');
    expect(email.bcc ?? []).toEqual([]);
  });

  it.each([
    'a@client.example, thief@evil.example',
    'a@client.example\r\nRCPT TO:<thief@evil.example>',
    '"thief@evil.example a"@client.example',
    'Zoe <thief@evil.example>',
    'group: thief@evil.example;',
    'nobody',
  ])('as an address is refused for good: %j', async (address) => {
    const error = await refusal(connect(await startServer()).send(mail({ to: { name: 'Z', address } })));
    expect(error).toBeInstanceOf(MailRefused);
    expect(error.permanent).toBe(true);
    expect(received).toEqual([]);
  });

  it('cannot make the server read a file', async () => {
    const html = { path: '/etc/passwd' } as unknown as string;
    const error = await refusal(connect(await startServer()).send(mail({ html })));
    expect(error).toBeInstanceOf(MailRefused);
    expect(received).toEqual([]);
  });
});

describe('a mail that is refused', () => {
  it.each([
    [550, true],
    [552, true],
    [421, false],
    [450, false],
    [503, false],
  ])('with %i for the recipient: permanent is %s', async (responseCode, permanent) => {
    const port = await startServer({
      onRcptTo: (address, _session, callback) => callback(smtpError(responseCode, `no ${address.address}`)),
    });
    const error = await refusal(connect(port).send(mail()));
    expect(error).toBeInstanceOf(MailRefused);
    expect(error).toMatchObject({ permanent, responseCode });
    expect(error.serverReply).toContain('zoe@client.example');
    expect(JSON.stringify({ ...error, message: error.message })).not.toContain('zoe@');
  });

  it.each([
    [530, false],
    [534, false],
    [535, false],
    [538, false],
    [550, true],
  ])('with %i for the sender, which is our own account: permanent is %s', async (responseCode, permanent) => {
    const port = await startServer({
      onMailFrom: (_address, _session, callback) => callback(smtpError(responseCode, 'not you')),
    });
    expect(await refusal(connect(port).send(mail()))).toMatchObject({
      permanent,
      responseCode,
      inDoubt: false,
    });
  });

  it.each([
    [554, true],
    [452, false],
  ])('with %i for the content: permanent is %s', async (responseCode, permanent) => {
    const port = await startServer({
      onData(stream, _session, callback) {
        stream.on('end', () => callback(smtpError(responseCode, 'content')));
        stream.resume();
      },
    });
    expect(await refusal(connect(port).send(mail()))).toMatchObject({ permanent, responseCode });
  });

  it('because our own password is wrong, stays temporary: the next mail must not be thrown away', async () => {
    const port = await startServer({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (_auth, _session, callback) => callback(smtpError(535, 'bad credentials')),
    });
    const sender = connect(port, { user: 'us', password: 'wrong' });
    expect(await refusal(sender.send(mail()))).toMatchObject({ permanent: false, responseCode: 535 });
    expect(await sender.check()).toEqual({ ok: false, message: expect.stringContaining('EAUTH 535') });
  });

  it('by nobody listening is temporary', async () => {
    const port = await startServer();
    await new Promise<void>((resolve) => server.close(() => resolve()));
    const error = await refusal(connect(port).send(mail()));
    expect(error).toMatchObject({ permanent: false, responseCode: undefined, inDoubt: false });
  });

  it('by a connection lost after the content is temporary, and it is not sent again by itself', async () => {
    let deliveries = 0;
    const port = await startServer({
      onData(stream) {
        stream.on('end', () => {
          deliveries += 1;
          server.close(() => undefined);
          for (const connection of server.connections) (connection as { close(): void }).close();
        });
        stream.resume();
      },
    });
    expect(await refusal(connect(port).send(mail()))).toMatchObject({ permanent: false, inDoubt: true });
    expect(deliveries).toBe(1);
  });

  it('by a server that never ends is given up in bounded time', async () => {
    const port = await startServer({ onData: (stream) => stream.resume() });
    const error = await refusal(connect(port, { sendTimeoutMs: 300 }).send(mail()));
    expect(error).toMatchObject({
      permanent: false,
      inDoubt: true,
      message: expect.stringContaining('EABORT'),
    });
  });
});

describe('the check', () => {
  it('passes when the server takes the connection', async () => {
    expect(await connect(await startServer()).check()).toMatchObject({ ok: true });
  });
});
