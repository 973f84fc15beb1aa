import { sampleBrand } from './brand';
import { catalog, isTemplateKey, TEMPLATE_KEYS, type TemplateKey } from './catalog';
import { checkTemplate } from './checkTemplate';
import { defaultTemplate } from './defaults';
import { renderEmail } from './render';
import { directives } from './syntax';
import { escapeHtml } from './values';

const render = (key: TemplateKey, variables: Record<string, string> = catalog[key].sample) =>
  renderEmail({ key, template: defaultTemplate(key), variables, brand: sampleBrand });
const flat = (text: string): string => text.replace(/\s+/g, ' ');

/** Every optional variable filled: a session is online or in person, so one sample cannot show all. */
const everything = (key: TemplateKey): Record<string, string> =>
  Object.fromEntries(
    Object.keys(catalog[key].variables.shape).map((name) => [
      name,
      catalog[key].sample[name] || `filled ${name}`,
    ]),
  );

describe('the catalog', () => {
  it('has the eighteen messages and the four of the account', () => {
    expect([...TEMPLATE_KEYS].sort()).toEqual([
      'account-address-changed',
      'account-invitation',
      'booking-confirmation-client',
      'booking-confirmation-consultant',
      'canceled-client',
      'canceled-consultant',
      'completed-client',
      'completed-consultant',
      'email-verification',
      'expiration-warning-1day',
      'expiration-warning-7day',
      'feedback-request',
      'free-trial-assigned',
      'low-credit-warning',
      'password-reset',
      'payment-confirmation',
      'reminder-1h-client',
      'reminder-1h-consultant',
      'reminder-24h-client',
      'reminder-24h-consultant',
      'rescheduled',
      'started',
    ]);
    expect(isTemplateKey('started')).toBe(true);
    expect(isTemplateKey('toString')).toBe(false);
  });

  it('marks the messages whose links are secrets, and those with a calendar part', () => {
    expect(TEMPLATE_KEYS.filter((key) => catalog[key].secret)).toEqual([
      'feedback-request',
      'email-verification',
      'password-reset',
      'account-invitation',
    ]);
    expect(TEMPLATE_KEYS.filter((key) => catalog[key].calendar).sort()).toEqual([
      'booking-confirmation-client',
      'booking-confirmation-consultant',
      'canceled-client',
      'canceled-consultant',
      'rescheduled',
    ]);
  });
});

describe.each(TEMPLATE_KEYS)('%s', (key) => {
  const definition = catalog[key];

  it('can be published as it comes', async () => {
    expect(definition.key).toBe(key);
    expect(await checkTemplate({ key, ...defaultTemplate(key) })).toEqual([]);
  });

  it('says what each variable means', () => {
    for (const [name, schema] of Object.entries(definition.variables.shape))
      expect(`${name}: ${schema.description ?? ''}`).toMatch(/: .{10,}/);
  });

  it('uses and shows every variable it declares, in HTML and in text', async () => {
    const { subject, preheader, body } = defaultTemplate(key);
    const used = directives(`${subject}${preheader}${body}`)
      .filter(({ kind }) => kind === 'variable')
      .map(({ name }) => name);
    const values = definition.variables.parse(everything(key));
    const { html, text } = await render(key, everything(key));
    for (const [name, value] of Object.entries(values)) {
      expect(used).toContain(name);
      expect(html).toContain(escapeHtml(value));
      expect(flat(text)).toContain(flat(value));
    }
  });

  it('has its action, and its links in the text too', async () => {
    const { html, text } = await render(key);
    const links = [...html.matchAll(/href="(https?:[^"]+)"/g)].map(([, link = '']) =>
      link.replaceAll('&amp;', '&'),
    );
    expect(html).toMatch(/class="action"/);
    for (const link of links) expect(text).toContain(link);
    for (const action of definition.actions) expect(links).toContain(definition.sample[action]);
  });

  it('is small, says its language and who sends it and why, and knows dark mode', async () => {
    const { html, text } = await render(key);
    expect(Buffer.byteLength(html)).toBeLessThan(40_000);
    expect(html).toMatch(/<html lang="en" dir="ltr"/);
    expect(html).toContain('<meta name="color-scheme" content="light dark">');
    expect(html).toContain('prefers-color-scheme: dark');
    // All tables but those of facts are there for the layout, and say so to a screen reader.
    expect(html.match(/<table(?![^>]*role="presentation")/g)?.length ?? 0).toBe(
      defaultTemplate(key).body.split('<mj-table>').length - 1,
    );
    for (const fact of [
      sampleBrand.companyName,
      sampleBrand.companyAddress,
      sampleBrand.supportEmail,
      definition.reason,
    ]) {
      expect(flat(text)).toContain(fact);
      expect(flat(html)).toContain(fact);
    }
  });

  it('leaves nothing of the template behind, and loads nothing from elsewhere', async () => {
    const { subject, html, text } = await render(key);
    for (const part of [subject, html, text])
      expect(part).not.toMatch(/\{\{|\}\}(?!\s*[}<@.])|\[\[|undefined|NaN/);
    expect(html).not.toMatch(/<script|<link|<img|@import|src=|url\(/i);
  });

  it('is refused without a variable it needs', async () => {
    const { [Object.keys(definition.sample)[0] ?? '']: _, ...rest } = definition.sample;
    await expect(render(key, rest)).rejects.toMatchObject({
      name: 'TemplateVariableError',
      paths: [`variables.${Object.keys(definition.sample)[0]}`],
    });
  });
});
