import { sampleBrand } from './brand';
import { catalog, TEMPLATE_KEYS, type TemplateKey } from './catalog';
import { cached, compileMjml, type CompileInput } from './compile';
import { defaultTemplate } from './defaults';
import { plainText } from './plainText';
import { TemplateError, TemplateVariableError } from './problems';
import { renderEmail, renderWith } from './render';
import { SAMPLE_KINDS, sampleOf } from './samples';

const key: TemplateKey = 'booking-confirmation-client';
const { sample } = catalog[key];
const template = defaultTemplate(key);
const render = (variables: Record<string, unknown>, change: Partial<typeof template> = {}) =>
  renderEmail({ key, template: { ...template, ...change }, variables, brand: sampleBrand });

const HOSTILE: [string, string][] = [
  ['HTML', '<script>alert(1)</script><img src=x onerror=alert(1)>'],
  ['an attribute', '" onmouseover="alert(1)" x=\''],
  ['a comment', '--><b>bold</b><!--'],
  ['MJML', '</mj-text><mj-raw><script>x</script></mj-raw><mj-include path="/etc/passwd" />'],
  ['a template', '{{recipientName}}{{#if joinUrl}}{{{x}}}{{$companyAddress}}'],
  ['a replacement pattern', "$& $` $' $1 $$"],
  ['header lines', 'Hi\r\nBcc: everybody@example.com\r\n\r\nbody'],
  ['right-to-left marks', '\u202Egnp.exe\u2066 שלום \u2069'],
  ['a megabyte', 'x'.repeat(1_000_000)],
  ['control characters', 'a\u0000b\u0007c\u001b[31m'],
];

describe('hostile values', () => {
  it.each(HOSTILE)('stay text: %s', async (_, value) => {
    const words = [
      'recipientName',
      'otherPartyName',
      'sessionName',
      'topic',
      'location',
      'cancellationPolicy',
      'mode',
    ];
    const hostile = Object.fromEntries(words.map((name) => [name, value]));
    const usual = await render({ ...sample, location: 'x' });
    const { subject, html, text } = await render({ ...sample, ...hostile });
    const tags = (page: string): string[] =>
      (page.match(/<[a-z!/][^>]*>/gi) ?? [])
        .filter((tag) => !/^<br/.test(tag))
        .map((tag) => tag.replace(/aria-label="[^"]*"/, ''));
    expect(tags(html)).toEqual(tags(usual.html));
    expect(Buffer.byteLength(html)).toBeLessThan(100_000);
    expect(subject).not.toMatch(/[\r\n]/);
    for (const part of [subject, html, text])
      expect(part).not.toMatch(/[\u0000\u0007\u001b\u202a-\u202e\u2066-\u2069]/);
  });

  it('show a template in a value as it was typed', async () => {
    const { html, text } = await render({ ...sample, topic: '{{recipientName}}' });
    expect(html).toContain('{{recipientName}}');
    expect(text).toContain('{{recipientName}}');
  });

  it.each([
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    'data:text/html,<b>',
    'vbscript:x',
    '/relative',
    'https://x.example/"><script>',
  ])('are refused as a link: %s', async (consultationUrl) => {
    await expect(render({ ...sample, consultationUrl })).rejects.toMatchObject({
      paths: ['variables.consultationUrl'],
    });
  });

  it('keep the ampersands of a link', async () => {
    const { html, text } = await render({ ...sample, joinUrl: 'https://zoom.example/j/1?a=1&b=2' });
    expect(html).toContain('href="https://zoom.example/j/1?a=1&amp;b=2"');
    expect(text).toContain('https://zoom.example/j/1?a=1&b=2');
  });
});

describe('variables', () => {
  it('that are missing, empty or of another type are named', async () => {
    const { startsAtLocal: _, ...rest } = sample;
    const failure = render({ ...rest, mode: ' ', creditsUsed: 1 });
    await expect(failure).rejects.toBeInstanceOf(TemplateVariableError);
    await expect(failure).rejects.toMatchObject({
      paths: expect.arrayContaining(['variables.startsAtLocal', 'variables.mode', 'variables.creditsUsed']),
    });
  });

  it('that are optional may be absent: the mail says that the link follows', async () => {
    const { joinUrl: _j, topic: _t, location: _l, ...rest } = sample;
    const { html, text } = await render(rest);
    expect(text).toContain('The link to join follows');
    expect(html).not.toContain('>Join<');
    expect(text).not.toContain('Topic');
  });

  it('of a meeting in person give the address and promise no link', async () => {
    const { text } = await render({ ...sample, joinUrl: '', location: '12 Harbour Lane\nLondon' });
    expect(text).toMatch(/Where: 12 Harbour Lane\nLondon/);
    expect(text).not.toContain('follows');
  });

  it('with digits get their unit', async () => {
    expect(
      (await render({ ...sample, creditsUsed: '2', creditsBefore: '3', creditsAvailable: '1' })).text.replace(
        /\s+/g,
        ' ',
      ),
    ).toContain('This session uses 2 credits of your 3 credits: you have 1 credit left');
  });

  it('of the brand are checked too', async () => {
    const brand = { ...sampleBrand, primaryColor: 'red;}', portalUrl: 'javascript:x' };
    await expect(renderEmail({ key, template, variables: sample, brand })).rejects.toMatchObject({
      paths: ['brand.primaryColor', 'brand.portalUrl'],
    });
  });
});

describe('rendering', () => {
  it('compiles once for many messages of one template', async () => {
    let runs = 0;
    const compile = cached((input: CompileInput) => {
      runs += 1;
      return compileMjml(input);
    });
    const names = Array.from({ length: 30 }, (_, at) => `Client ${at}`);
    const mails = await Promise.all(
      names.map((recipientName) =>
        renderWith(compile, { key, template, variables: { ...sample, recipientName }, brand: sampleBrand }),
      ),
    );
    expect(mails.map(({ html }, at) => html.includes(`You are booked, Client ${at}<`))).not.toContain(false);
    await renderWith(compile, {
      key,
      template: { ...template, subject: 'Another subject' },
      variables: sample,
      brand: sampleBrand,
    });
    expect(runs).toBe(1);
    await renderWith(compile, {
      key,
      template: { ...template, body: template.body.replace('You are booked', 'All set') },
      variables: sample,
      brand: sampleBrand,
    });
    expect(runs).toBe(2);
  });

  it('makes a text that reads well', async () => {
    const { text } = await render(sample);
    expect(text).toContain(
      '\nWhen: Tuesday 24 November 2026, 15:00–16:00\nEurope/London (GMT)\nWith: Dr Marcus Lindqvist\n',
    );
    expect(text).toMatch(/^Insight Serenity <https:\/\/portal/);
    expect(text).not.toMatch(/\n\s*\n\s*\n/);
  });

  it.each(TEMPLATE_KEYS)(
    'makes the text of %s from a part of the page, and it is that of the whole page',
    async (one) => {
      for (const kind of SAMPLE_KINDS) {
        const { html, text } = await renderEmail({
          key: one,
          template: defaultTemplate(one),
          variables: sampleOf(one, kind),
          brand: sampleBrand,
        });
        expect(text).toBe(plainText(html));
      }
    },
  );

  it('uses the language it is told, and no other text in its place', async () => {
    expect(
      (await renderEmail({ key, template, variables: sample, brand: sampleBrand, locale: 'de-AT' })).html,
    ).toContain('<html lang="de-AT"');
    expect(
      (await renderEmail({ key, template, variables: sample, brand: sampleBrand, locale: '"><script>' }))
        .html,
    ).toContain('<html lang="en"');
  });

  it('refuses a template that could not have been published', async () => {
    await expect(render(sample, { body: '<mj-text>{{nobody}}</mj-text>' })).rejects.toBeInstanceOf(
      TemplateError,
    );
    await expect(render(sample, { subject: 'Hello {{nobody}}' })).rejects.toThrow(
      /there is no variable nobody/,
    );
  });

  it('refuses a mail that programs would clip', async () => {
    const filler = `<mj-section><mj-column>${'<mj-text>x</mj-text>'.repeat(400)}</mj-column></mj-section>`;
    await expect(render(sample, { body: template.body + filler })).rejects.toThrow(/larger than 100 kB/);
  });
});
