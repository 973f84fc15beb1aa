import mjml2html from 'mjml';

import { sampleBrand } from './brand';
import { catalog, TEMPLATE_KEYS, type TemplateKey } from './catalog';
import { defaultTemplate } from './defaults';
import { layOut } from './layout';
import { withoutComments } from './markup';
import { renderEmail } from './render';
import { SAMPLE_KINDS, sampleOf } from './samples';
import { directives } from './syntax';
import { variableList } from './variableList';

const render = (key: TemplateKey, variables: Record<string, string>) =>
  renderEmail({ key, template: defaultTemplate(key), variables, brand: sampleBrand });
const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();

const PIECES = new RegExp(
  [
    /<(h1|h2|th|li|a)\b([^>]*)>([\s\S]*?)<\/\1>/,
    /class="(preheader)"[^>]*>([\s\S]*?)<\/div>/,
    /<span class="(pill[^"]*)"[^>]*>([\s\S]*?)<\/span>/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
);

/** What a reader is led through: headings, facts, actions, links and the words of paragraphs; nothing of the layout. */
function outlineOf(html: string): string[] {
  const page = html.slice(html.indexOf('<body'));
  const pieces = page.matchAll(PIECES);
  const words = (inner: string): string =>
    flat(inner.replace(/<[^>]*>/g, ' ').replace(/&#847;|&zwnj;|&nbsp;/g, ''));
  return [...pieces].map(
    ([, tag, attributes = '', inner = '', preheader, hidden = '', pill, marked = '']) => {
      if (preheader) return `preheader: ${words(hidden)}`;
      if (pill) return `${pill}: ${words(marked)}`;
      const [, href] = /href="([^"]*)"/.exec(attributes) ?? [];
      const isAction =
        /background:[^"]*;[^"]*padding/.test(attributes) || /display:inline-block/.test(attributes);
      const what = tag === 'a' && isAction ? 'action' : tag;
      const where = /scope="row"/.test(attributes) ? ' of a row' : '';
      return `${what}${where}: ${words(inner)}${href ? ` → ${href.replace(/\?.*/, '?…')}` : ''}`;
    },
  );
}

/** Conditions of subject, preheader and body, with both answers. */
const conditions = (key: TemplateKey): string[] => {
  const { subject, preheader, body } = defaultTemplate(key);
  return [
    ...new Set(
      directives(`${subject}${preheader}${body}`)
        .filter(({ kind }) => kind === 'open')
        .map(({ name }) => name),
    ),
  ];
};

describe.each(TEMPLATE_KEYS)('the structure of %s', (key) => {
  it('is this outline', async () => {
    const outlines = await Promise.all(
      SAMPLE_KINDS.map(
        async (kind) => [kind, outlineOf((await render(key, sampleOf(key, kind))).html)] as const,
      ),
    );
    const [usual] = outlines;
    const others = outlines.filter(([, outline]) => outline.join('\n') !== usual?.[1].join('\n'));
    expect(Object.fromEntries([usual, ...others].filter((entry) => entry !== undefined))).toMatchSnapshot();
  });

  it('is valid MJML, strictly, as a whole document', async () => {
    const { mjml } = layOut({
      body: withoutComments(defaultTemplate(key).body),
      brand: sampleBrand,
      lang: 'en',
    });
    const { errors } = await mjml2html(mjml, { validationLevel: 'strict', ignoreIncludes: true, fonts: {} });
    expect(errors).toEqual([]);
  });

  it('has one heading, one way to act at a time, and words for every optional value, given or not', async () => {
    const optional = variableList(key)
      .filter(({ isOptional }) => isOptional)
      .map(({ name }) => name);
    for (const kind of SAMPLE_KINDS) {
      const variables = sampleOf(key, kind);
      const { html, text } = await render(key, variables);
      expect(html.match(/<h1/g)).toHaveLength(1);
      expect(html.match(/class="action"/g)).toHaveLength(1);
      expect(Buffer.byteLength(html)).toBeLessThan(100_000);
      for (const name of optional.filter((one) => variables[one] !== ''))
        expect([
          kind,
          name,
          flat(text)
            .replaceAll('\u2060', '')
            .includes(variables[name] ?? ''),
        ]).toEqual([kind, name, true]);
      expect(text).not.toMatch(/: *\n *\n|undefined|\{\{/);
    }
    for (const name of optional) expect(sampleOf(key, 'full')[name]).not.toBe('');
  });

  it('has both branches of each condition', async () => {
    for (const name of conditions(key)) {
      const full = sampleOf(key, 'full');
      const [filled, empty] = [await render(key, full), await render(key, { ...full, [name]: '' })];
      // Left out, something is different, and the mail still reads.
      expect([name, `${filled.subject}${filled.text}` === `${empty.subject}${empty.text}`]).toEqual([
        name,
        false,
      ]);
      expect(empty.html).toMatch(/class="action"/);
    }
  });

  it('tells every fact in plain text too: names, times with zone, amounts, links, company and reason', async () => {
    const { text } = await render(key, sampleOf(key, 'full'));
    const own = catalog[key].variables.parse(sampleOf(key, 'full'));
    const missing = Object.entries(own).filter(([, value]) => !flat(text).includes(flat(value)));
    expect(missing).toEqual([]);
    for (const fact of [
      sampleBrand.companyName,
      sampleBrand.companyAddress,
      sampleBrand.supportEmail,
      catalog[key].reason,
    ])
      expect(flat(text)).toContain(fact);
  });

  it('names the zone wherever it names a time', async () => {
    const names = variableList(key).map(({ name }) => name);
    const tellsTime = names.some((name) => /AtLocal$/.test(name) && name !== 'previousStartsAtLocal');
    expect(names.includes('timezoneName')).toBe(tellsTime);
  });
});

it('the largest mail is printed', async () => {
  const sizes = await Promise.all(
    TEMPLATE_KEYS.map(
      async (key) => [key, Buffer.byteLength((await render(key, sampleOf(key, 'full'))).html)] as const,
    ),
  );
  const [[key, size] = ['', 0]] = [...sizes].sort(([, a], [, b]) => b - a);
  process.stdout.write(`figure: the largest template is ${key}, ${Math.round(size / 1000)} kB of 100 kB\n`);
  expect(size).toBeLessThan(100_000);
});
