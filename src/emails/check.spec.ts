import { type TemplateKey } from './catalog';
import { checkTemplate } from './checkTemplate';
import { defaultTemplate, type TemplateSource } from './defaults';

const key: TemplateKey = 'password-reset';
const check = (change: Partial<TemplateSource>) => checkTemplate({ key, ...defaultTemplate(key), ...change });
const messages = async (change: Partial<TemplateSource>): Promise<string> =>
  (await check(change)).map(({ line, message }) => `${line ?? '-'}: ${message}`).join('\n');
const around = (inner: string): string =>
  `<mj-section>\n  <mj-column>\n    <mj-button href="{{resetUrl}}">Go</mj-button>\n    ${inner}` +
  `\n  </mj-column>\n</mj-section>`;

describe('publishing a template', () => {
  it('is possible when nothing is wrong', async () => {
    expect(
      await check({ body: around('<mj-text>Write to {{supportEmail}} at {{companyName}}</mj-text>') }),
    ).toEqual([]);
  });

  it('allows notes between authors, which the reader never gets', async () => {
    expect(await check({ body: around('<!-- <script> {{nobody}}\n agreed with Ann -->') })).toEqual([]);
  });

  it('is refused for an unknown variable, with the line and what there is', async () => {
    expect(await messages({ body: around('<mj-text>{{recipientname}}</mj-text>') })).toBe(
      '4: there is no variable recipientname; this template has recipientName, resetUrl, expiresIn, ' +
        'companyName, supportEmail, portalUrl',
    );
    for (const wrong of ['{{constructor}}', '{{$reason}}', '{{#if nobody}}x{{/if}}', '{{#if __x}}x{{/if}}'])
      expect(await messages({ body: around(`<mj-text>${wrong}</mj-text>`) })).not.toBe('');
    expect(await messages({ subject: '{{nobody}}' })).toMatch(/^-: The subject: there is no variable nobody/);
    expect(await messages({ preheader: '{{#if recipientName}}' })).toMatch(
      /^-: The preheader: \{\{#if\}\} is never closed/,
    );
  });

  it('is refused for MJML that is not valid, with the line', async () => {
    expect(await messages({ body: around('<mj-text colour="red">x</mj-text>') })).toMatch(
      /^4: <mj-text>: Attribute colour is illegal/,
    );
    expect(await messages({ body: around('<mj-section></mj-section>') })).toMatch(
      /^4: <mj-section>: mj-section cannot be used inside mj-column/,
    );
    expect(await messages({ body: around('<mj-text color="nocolour">x</mj-text>') })).toMatch(
      /^4: <mj-text>: Attribute color has invalid value/,
    );
  });

  it('is refused for forbidden elements', async () => {
    expect(await messages({ body: around('<mj-include path="./x.mjml" />') })).toMatch(
      /^4: <mj-include> is not allowed/,
    );
    expect(await messages({ body: around('<mj-raw>x</mj-raw>') })).toMatch(/^4: <mj-raw> is not allowed/);
    expect(await messages({ body: around('<mj-text><script>x</script></mj-text>') })).toMatch(
      /^4: <script> is not allowed/,
    );
  });

  it('is refused when the action is gone', async () => {
    expect(
      await messages({
        body: '<mj-section><mj-column><mj-text>{{resetUrl}}</mj-text></mj-column></mj-section>',
      }),
    ).toBe('-: The body needs a button or link to {{resetUrl}}');
  });

  it('is refused for a link that is no link', async () => {
    expect(await messages({ body: around('<mj-button href="{{recipientName}}">x</mj-button>') })).toBe(
      '4: recipientName is not a link and cannot stand in href',
    );
    expect(await messages({ body: around('<mj-button href="{{constructor}}">x</mj-button>') })).toMatch(
      /there is no variable constructor/,
    );
  });

  it('is refused for an empty or overlong subject, preheader or body', async () => {
    expect(await messages({ subject: ' ' })).toBe('-: The subject must not be empty');
    expect(await messages({ subject: 'a\r\nBcc: x' })).toBe('-: The subject must be one line');
    expect(await messages({ preheader: 'x'.repeat(301) })).toMatch(/longer than 300/);
    expect(await messages({ body: ' ' })).toBe('-: The body must not be empty');
    expect(await messages({ body: 'x'.repeat(1_000_000) })).toMatch(/longer than 60000/);
  });
});

describe('publishing a template is refused in each message it may become', () => {
  const session: TemplateKey = 'booking-confirmation-client';
  const checkSession = async (change: Partial<TemplateSource>): Promise<string[]> =>
    (await checkTemplate({ key: session, ...defaultTemplate(session), ...change })).map(
      ({ line, message }) => `${line ?? '-'}: ${message}`,
    );
  const body = (inner: string): string => `<mj-section>\n<mj-column>\n${inner}\n</mj-column>\n</mj-section>`;
  const action =
    '<mj-button href="{{consultationUrl}}">See it</mj-button>{{#if joinUrl}}' +
    '<mj-button href="{{joinUrl}}">Join</mj-button>{{/if}}';

  it('when a subject is left empty by what may be empty', async () => {
    expect(await checkSession({ subject: '{{#if location}}At {{location}}{{/if}}' })).toContain(
      '-: The subject is empty in a usual message',
    );
    expect(await checkSession({ subject: '{{topic}}' })).toEqual([
      '-: The subject is empty when everything that may be empty is empty',
    ]);
  });

  it('when a link may be empty and is not in a block that says so, with its line', async () => {
    expect(
      await checkSession({ body: body(`${action}\n<mj-button href="{{joinUrl}}">Join</mj-button>`) }),
    ).toEqual(['4: joinUrl may be empty: put the link between {{#if joinUrl}} and {{/if}}']);
    expect(
      await checkSession({
        body: body(`${action}\n{{#if topic}}<mj-button href="{{joinUrl}}">Join</mj-button>{{/if}}`),
      }),
    ).toHaveLength(1);
    expect(
      await checkSession({
        body: body(`${action}\n{{#unless joinUrl}}<mj-button href="{{joinUrl}}">Join</mj-button>{{/unless}}`),
      }),
    ).toHaveLength(1);
    expect(
      await checkSession({
        body: body(`${action}\n{{#if joinUrl}}<mj-button href="{{joinUrl}}">Join</mj-button>{{/if}}`),
      }),
    ).toEqual([]);
  });

  it('when what the reader is to do never shows, or not always', async () => {
    const hidden = (before: string, after: string) =>
      check({
        body:
          `<mj-section><mj-column><mj-text>{{expiresIn}}</mj-text>${before}` +
          `<mj-button href="{{resetUrl}}">Go</mj-button>${after}</mj-column></mj-section>`,
      });
    expect(await hidden('{{#unless resetUrl}}', '{{/unless}}')).toMatchObject([
      { message: 'The button or link to {{resetUrl}} does not show in a usual message' },
    ]);
    expect(await hidden('{{#if resetUrl}}', '{{/if}}')).toEqual([]);
  });

  it('when a style is written in entities, which the rules for styles would not see through', async () => {
    expect(
      await checkSession({
        body: body(`${action}\n<mj-text><p style="background:ur&#108;(https://x.example)">x</p></mj-text>`),
      }),
    ).toEqual(['4: style must not hold entities such as &#58;']);
  });
});
