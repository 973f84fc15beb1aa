import { ObjectId } from 'mongodb';

import { catalog, TEMPLATE_KEYS, type TemplateKey } from '../../src/emails/catalog';
import { defaultTemplate, type TemplateSource } from '../../src/emails/defaults';
import { rowsOf } from '../support/invariants';
import { atTime, booked, end, type ErrorBody, on, outcomeOf } from '../support/steps';
import { type Person, type Reply, startWorld, type World } from '../support/world';

const KEY: TemplateKey = 'booking-confirmation-client';
const words = defaultTemplate(KEY);
const BROKEN = words.body.replace('We look forward', '<script>look()</script> {{nobody}}');
const BROKEN_LINE = BROKEN.split('\n').findIndex((line) => line.includes('<script>')) + 1;

let world: World;
let editor: Person;
let ops: Person;
let client: Person;
beforeAll(async () => {
  world = await startWorld('templates');
  await atTime(on(0, '08:00'));
  [editor, ops, client] = [
    await world.staff('editor'),
    await world.staff('ops'),
    await world.client({ credits: 30 }),
  ];
});
afterAll(() => world.close());

type Stored = TemplateSource & { id: string; _status: string };
interface Listed {
  docs: { id: string; version: Stored }[];
}

const stored = async (key: TemplateKey = KEY) => (await rowsOf(world, 'email-templates', { key }))[0];
const pathOf = async (key: TemplateKey = KEY): Promise<string> =>
  `/api/email-templates/${String((await stored(key))?._id)}`;
const change = async (
  body: Partial<TemplateSource> & Record<string, unknown>,
  query = '',
  as = editor,
): Promise<Reply<ErrorBody & { errors?: { message: string }[] }>> =>
  world.api('PATCH', `${await pathOf()}${query}`, { as, body });
const versions = async (): Promise<Listed['docs']> => {
  const of = `where[parent][equals]=${String((await stored())?._id)}`;
  const path = `/api/email-templates/versions?${of}&sort=-updatedAt&limit=0&depth=0`;
  return (await world.api<Listed>('GET', path, { as: editor })).body.docs;
};
const times = ['09:00', '10:30', '13:30', '15:00'];
/** The confirmation a booking made now is told with. */
async function nextMail() {
  const session = await booked(world, {
    as: client,
    startsAt: on(1, times.shift() ?? ''),
    more: { mode: 'in_person' },
  });
  await world.work();
  return { session, mail: world.mailbox.to(client.email).at(-1) };
}
const asked = (more: Record<string, unknown> = {}) => ({ key: KEY, ...words, ...more });
const preview = (more: Record<string, unknown> = {}, as = editor) =>
  world.api<{
    rendered: { subject: string; html: string; text: string } | null;
    problems: { line?: number; message: string }[];
  }>('POST', '/api/emails/preview', { as, body: asked(more) });
const test = (more: Record<string, unknown> = {}, as = editor, key?: string) =>
  world.api<{ messageId: string; to: string }>('POST', '/api/emails/test-send', {
    as,
    key,
    body: asked(more),
  });

describe('a draft', () => {
  it('may be broken, is a version, and is never sent', async () => {
    const before = await stored();
    expect((await change({ body: BROKEN, subject: 'Half a {{' }, '?draft=true')).status).toBe(200);
    expect(await stored()).toEqual(before);
    expect((await versions())[0]?.version).toMatchObject({ _status: 'draft', body: BROKEN });
    expect((await nextMail()).mail?.subject).toMatch(/^Booked/);
  });

  it('is not published by a change that does not speak of it', async () => {
    const before = await stored();
    const reply = await change({ preheader: 'Only this.' });
    expect([reply.status, reply.body.errors?.[0]?.message]).toEqual([
      422,
      expect.stringContaining('there is no variable nobody'),
    ]);
    expect(await stored()).toEqual(before);
  });

  it('is bounded', async () => {
    const before = (await versions()).length;
    expect((await change({ body: 'x'.repeat(1_000_000) }, '?draft=true')).status).toBe(422);
    expect(await versions()).toHaveLength(before);
  });
});

describe('publishing', () => {
  const lineOf = (text: string): number => text.slice(0, text.indexOf('{{nobody}}')).split('\n').length;

  it.each([
    [
      'a variable that is not there',
      { body: BROKEN.replace('<script>look()</script>', '') },
      /there is no variable nobody/,
    ],
    ['markup that is not allowed', { body: BROKEN.replace('{{nobody}}', '') }, /<script> is not allowed/],
    [
      'an include',
      {
        body: words.body.replace(
          '<mj-text>',
          '<mj-text></mj-text><mj-include path="/etc/passwd" /><mj-text>',
        ),
      },
      /<mj-include> is not allowed/,
    ],
    [
      'an event handler',
      { body: words.body.replace('<mj-text>', '<mj-text><p onclick="x()">x</p>') },
      /attribute onclick/,
    ],
    [
      'a link that runs',
      { body: words.body.replace('<mj-text>', '<mj-text><a href="javascript:x()">x</a>') },
      /href must be an http or https link/,
    ],
    [
      'a missing action',
      { body: words.body.replaceAll('href="{{consultationUrl}}"', 'href="https://example.com/"') },
      /needs a button or link to/,
    ],
    [
      'MJML that is no MJML',
      { body: words.body.replace('<mj-text>', '<mj-text colour="red">') },
      /line \d+: <mj-text>: Attribute colour is illegal/,
    ],
    [
      'two lines in the subject',
      { subject: 'Hello\r\nBcc: all@example.com' },
      /The subject must be one line/,
    ],
  ])('is refused for %s, with the line and the reason', async (_what, wrong, reason) => {
    const before = await stored();
    const count = (await versions()).length;
    const reply = await change({ ...words, ...wrong, _status: 'published' });
    expect([reply.status, reply.body.errors?.[0]?.message]).toEqual([422, expect.stringMatching(reason)]);
    expect(await stored()).toEqual(before);
    expect(await versions()).toHaveLength(count);
  });

  it('names the line as its author counts them', async () => {
    const body = BROKEN.replace('<script>look()</script>', '');
    const reply = await change({ ...words, body, _status: 'published' });
    expect(reply.body.errors?.[0]?.message).toContain(`line ${lineOf(body)}: there is no variable nobody`);
  });

  it('makes the next mail say it, also out of a draft, and is on record', async () => {
    const reply = await change(
      { ...words, subject: 'Noted: {{sessionName}}', _status: 'published' },
      '?draft=true',
    );
    expect(reply.status).toBe(200);
    expect(await stored()).toMatchObject({ _status: 'published', subject: 'Noted: {{sessionName}}' });
    expect((await nextMail()).mail?.subject).toMatch(/^Noted: /);
    expect((await rowsOf(world, 'audit-log', { action: 'email-template.published' })).at(-1)).toMatchObject({
      actor: `staff:${editor.id}`,
      facts: { key: KEY },
    });
  });

  it('is never taken back: a mail has words', async () => {
    const before = await stored();
    for (const [body, query] of [
      [{ _status: 'draft' }, ''],
      [{}, '?unpublishAllLocales=true'],
      [{ _status: 'draft', body: BROKEN }, '?draft=false'],
    ] as const) {
      expect([body, (await change(body, query)).status]).toEqual([body, 409]);
    }
    await world.api('PATCH', `/api/email-templates?where[key][equals]=${KEY}`, {
      as: editor,
      body: { _status: 'draft', body: BROKEN },
    });
    expect(await stored()).toEqual(before);
  });
});

describe('an older version', () => {
  const restore = (id: string | undefined, query = '', as = editor): Promise<Reply> =>
    world.api('POST', `/api/email-templates/versions/${id ?? ''}${query}`, { as, body: {} });

  it('is restored as what is sent, and becomes the newest', async () => {
    const first = (await versions()).at(-1);
    expect(first?.version).toMatchObject({ ...words, _status: 'published' });
    expect((await restore(first?.id)).status).toBe(200);
    expect(await stored()).toMatchObject({ ...words, _status: 'published' });
    expect((await versions())[0]?.version).toMatchObject(words);
    expect((await nextMail()).mail?.subject).toMatch(/^Booked/);
  });

  it('that is broken is restored as a draft only', async () => {
    const broken = (await versions()).find(({ version }) => version.body === BROKEN);
    const before = await stored();
    expect((await restore(broken?.id)).status).toBe(422);
    expect(await stored()).toEqual(before);
    expect((await restore(broken?.id, '?draft=true')).status).toBe(200);
    expect(await stored()).toEqual(before);
    expect((await versions())[0]?.version).toMatchObject({ _status: 'draft', body: BROKEN });
  });

  it('is not restored by who may not edit', async () => {
    const before = await stored();
    for (const as of [ops, client])
      expect((await restore((await versions()).at(-1)?.id, '', as)).status).toBe(403);
    expect(await stored()).toEqual(before);
  });
});

describe('back to the default', () => {
  const reset = (as = editor) => world.api('POST', '/api/emails/restore-default', { as, body: { key: KEY } });

  it('publishes the words the product comes with as a new version, whatever draft there is', async () => {
    await change({ ...words, subject: 'Something else {{sessionName}}', _status: 'published' });
    await change({ body: BROKEN }, '?draft=true');
    const count = (await versions()).length;
    expect((await reset()).body).toMatchObject(words);
    expect(await stored()).toMatchObject({ ...words, _status: 'published' });
    expect(await versions()).toHaveLength(count + 1);
    expect((await versions())[0]?.version).toMatchObject({ ...words, _status: 'published' });
    expect((await nextMail()).mail?.subject).toMatch(/^Booked/);
  });

  it('is done once a key: words published since are not lost to a request sent twice', async () => {
    const request = () =>
      world.api('POST', '/api/emails/restore-default', { as: editor, key: 'to-default', body: { key: KEY } });
    expect((await request()).status).toBe(200);
    await change({ ...words, subject: 'Written since {{sessionName}}', _status: 'published' });
    const again = await request();
    expect([again.status, again.headers.get('idempotent-replay')]).toEqual([200, 'true']);
    expect(await stored()).toMatchObject({ subject: 'Written since {{sessionName}}' });
    await reset();
  });

  it('is not for who may only read', async () => {
    const before = await versions();
    expect(outcomeOf(await reset(ops))).toBe('403 FORBIDDEN');
    expect(await versions()).toEqual(before);
  });
});

describe('the preview', () => {
  it('shows the samples: the usual one, everything filled, and only what is always there', async () => {
    const [usual, full, bare] = [
      await preview(),
      await preview({ sample: 'full' }),
      await preview({ sample: 'bare' }),
    ];
    expect(usual.body.rendered?.text).toContain('Zoom');
    expect(usual.body.rendered?.text).not.toContain('Where:');
    expect(full.body.rendered?.text).toContain('Where: 12 Harbour Lane');
    expect(bare.body.rendered?.text).toContain('The link to join follows');
    expect(bare.body.rendered?.text).not.toContain('Topic');
  });

  it('names every problem with its line, and stores nothing', async () => {
    const before = (await versions()).length;
    const { body } = await preview({ body: BROKEN });
    expect(body.rendered).toBeNull();
    expect(body.problems.map(({ message }) => message).join()).toMatch(
      /<script> is not allowed.*there is no variable nobody/,
    );
    expect(body.problems.every(({ line }) => line === BROKEN_LINE)).toBe(true);
    expect(await versions()).toHaveLength(before);
  });

  it('shows a real session to who may read it: as it is, with what its mail was told', async () => {
    const session = await booked(world, {
      as: client,
      startsAt: on(30, '10:00'),
      more: { mode: 'in_person', topic: 'Pricing in Norway' },
    });
    const asConfirmed = await preview({ consultationId: session.id }, ops);
    expect(asConfirmed.body.rendered?.text).toMatch(/Topic: Pricing in Norway/);
    expect(asConfirmed.body.rendered?.text).toContain(`/consultations/${session.id}`);
    const cancelled = await preview(
      { key: 'canceled-client', ...defaultTemplate('canceled-client'), consultationId: session.id },
      ops,
    );
    expect(cancelled.body.rendered?.text).toContain(String(catalog['canceled-client'].sample.reason));
    await end(world, 'cancel', session, { as: client, more: { reason: 'A strike at the airport' } });
    const told = await preview(
      { key: 'canceled-client', ...defaultTemplate('canceled-client'), consultationId: session.id },
      ops,
    );
    expect(told.body.rendered?.text).toMatch(/A strike at the airport/);
  });

  it('shows no session to an editor, nor one that is not there, nor to a mail about none', async () => {
    const session = await booked(world, {
      as: client,
      startsAt: on(31, '10:00'),
      more: { mode: 'in_person' },
    });
    const replies = [
      await preview({ consultationId: session.id }),
      await preview({ consultationId: '0'.repeat(24) }, ops),
      await preview(
        { key: 'low-credit-warning', ...defaultTemplate('low-credit-warning'), consultationId: session.id },
        ops,
      ),
    ];
    expect(replies.map(outcomeOf)).toEqual(['404 NOT_FOUND', '404 NOT_FOUND', '422 VALIDATION']);
    expect(JSON.stringify(replies.map(({ body }) => body))).not.toContain('Cleo');
    expect((await test({ consultationId: session.id })).status).toBe(404);
  });

  it('never shows a link that speaks for the client', async () => {
    const session = await booked(world, {
      as: client,
      startsAt: on(32, '10:00'),
      more: { mode: 'in_person' },
    });
    const { body } = await preview(
      { key: 'feedback-request', ...defaultTemplate('feedback-request'), consultationId: session.id },
      ops,
    );
    const links = [...(body.rendered?.html.matchAll(/href="([^"]*\/feedback\/[^"]*)"/g) ?? [])].map(
      ([, link]) => link,
    );
    expect(links).toEqual([catalog['feedback-request'].sample.feedbackUrl]);
  });
});

describe('a test', () => {
  const messageOf = async (id: string) => (await rowsOf(world, 'messages', { _id: new ObjectId(id) }))[0];

  it('goes to oneself by the way of every mail, and says in subject and log what it is', async () => {
    const { status, body } = await test({ subject: 'Unsaved: {{sessionName}}' });
    expect([status, body.to]).toEqual([202, editor.email]);
    expect(await messageOf(body.messageId)).toMatchObject({ state: 'queued', isTest: true, template: KEY });
    await world.work();
    const [mail, ...more] = world.mailbox.to(editor.email);
    expect([mail?.subject, more.length, mail?.attachments.length]).toEqual([
      '[Test] Unsaved: Strategy session',
      0,
      0,
    ]);
    expect(await messageOf(body.messageId)).toMatchObject({
      state: 'sent',
      toAddress: editor.email,
      messageId: mail?.messageId,
      attempts: 1,
    });
    expect((await rowsOf(world, 'audit-log', { action: 'email-template.tested' })).at(-1)).toMatchObject({
      actor: `staff:${editor.id}`,
      facts: { template: KEY },
    });
  });

  it('arrives for every template, the one-time links included', async () => {
    const before = world.mailbox.to(ops.email).length;
    const ids: string[] = [];
    for (const key of Object.keys(catalog) as TemplateKey[])
      ids.push((await test({ key, ...defaultTemplate(key) }, ops)).body.messageId);
    await world.work();
    expect(world.mailbox.to(ops.email)).toHaveLength(before + ids.length);
    expect(await Promise.all(ids.map(async (id) => (await messageOf(id))?.state))).toEqual(
      TEMPLATE_KEYS.map(() => 'sent'),
    );
  });

  it('of broken words is refused with the line, and nothing is owed', async () => {
    const before = (await rowsOf(world, 'messages')).length;
    const reply = await test({ body: BROKEN });
    expect(outcomeOf(reply)).toBe('422 VALIDATION');
    expect((reply.body as unknown as ErrorBody).error.fields?.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(new RegExp(`^line ${BROKEN_LINE}: <script>`)),
    );
    expect((await rowsOf(world, 'messages')).length).toBe(before);
  });

  it("with the same key is one mail, is not sent once more, and changes nobody's mail", async () => {
    const replies = [await test({}, editor, 'twice'), await test({}, editor, 'twice')];
    expect(replies[1]?.body).toEqual(replies[0]?.body);
    await world.work();
    const again = await world.api('POST', '/api/notifications/resend', {
      as: ops,
      body: {
        messageId: replies[0]?.body.messageId,
        mode: 'as-sent',
        to: 'x@example.com',
        reason: 'Once more',
      },
    });
    expect(outcomeOf(again)).toBe('409 INVALID_TRANSITION');
    expect(world.mailbox.to('x@example.com')).toEqual([]);
  });
});

describe('templates stored before they had versions', () => {
  it('get their words as the first one', async () => {
    const { databaseOf } = await import('../../src/platform/store');
    const db = databaseOf(world.payload);
    const record = await stored('started');
    await db
      .collection('email-templates')
      .updateOne({ _id: record?._id }, { $unset: { _status: 1 }, $set: { subject: 'As staff made it' } });
    await db.collection('_email-templates_versions').deleteMany({ parent: record?._id });
    const { seedCatalogue } = await import('../../scripts/seed/seedCatalogue');
    await seedCatalogue(world.payload);
    await seedCatalogue(world.payload);
    expect(await stored('started')).toMatchObject({ _status: 'published', subject: 'As staff made it' });
    const listed = await world.api<{ docs: Stored[] }>(
      'GET',
      '/api/email-templates?draft=true&limit=0&depth=0',
      { as: editor },
    );
    expect(listed.body.docs.filter(({ subject }) => subject === 'As staff made it')).toHaveLength(1);
    expect(listed.body.docs).toHaveLength(TEMPLATE_KEYS.length);
  });
});
