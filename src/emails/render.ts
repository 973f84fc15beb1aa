import { brandSchema, type EmailBrand } from './brand';
import { catalog, type TemplateKey } from './catalog';
import { sourceProblems } from './check';
import { cached, compileMjml, type Compile } from './compile';
import { type TemplateSource } from './defaults';
import { withoutComments } from './markup';
import { plainText } from './plainText';
import { TemplateError, TemplateVariableError } from './problems';
import { fill, parseTemplate } from './syntax';
import { escapeHtml, isWebLink, oneLine } from './values';

export interface RenderInput {
  key: TemplateKey;
  template: TemplateSource;
  /** Strings by name; see `src/emails/README.md`. What the template does not know is ignored. */
  variables: Readonly<Record<string, unknown>>;
  brand: EmailBrand;
  /** BCP 47 tag of the language the template is written in. Default `en`. */
  locale?: string;
}

export interface RenderedEmail {
  subject: string;
  /** What an inbox shows beside the subject; it stands in the HTML, hidden. */
  preheader: string;
  html: string;
  text: string;
}

/** Mail programs clip longer messages, and hide the footer with it. */
const MAX_HTML_BYTES = 100_000;
const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

/** A value where it stands: in `href` only a web link survives, elsewhere it is text. */
function showInHtml(value: string, before: string): string {
  if (before.endsWith('href="')) return isWebLink(value) ? escapeHtml(value) : '#';
  return escapeHtml(value).replaceAll('\n', '<br>');
}

const asText = (template: string, values: Record<string, string>): string =>
  fill(parseTemplate(template).parts, values, (value) => oneLine(value));

function parseInput({ key, variables, brand }: RenderInput): {
  own: Record<string, string>;
  brand: EmailBrand;
} {
  const own = catalog[key].variables.safeParse(variables);
  const frame = brandSchema.safeParse(brand);
  if (own.success && frame.success) return { own: own.data, brand: frame.data };
  const named = (root: string, issues: { path: PropertyKey[]; message: string }[] = []) =>
    issues.map(({ path, message }) => ({ path: [root, ...path].map(String).join('.'), message }));
  throw new TemplateVariableError(key, [
    ...named('variables', own.error?.issues),
    ...named('brand', frame.error?.issues),
  ]);
}

function frameValues(
  key: TemplateKey,
  brand: EmailBrand,
  subject: string,
  preheader: string,
): Record<string, string> {
  const { companyName, companyAddress, supportEmail, portalUrl, logoText } = brand;
  return {
    companyName,
    supportEmail,
    portalUrl,
    $companyName: companyName,
    $companyAddress: companyAddress,
    $supportEmail: supportEmail,
    $portalUrl: portalUrl,
    $logoText: logoText,
    $logoInitial: [...logoText][0] ?? '',
    $reason: catalog[key].reason,
    $subject: subject,
    $preheader: preheader,
  };
}

/** Words without problems, by the words themselves: what was right once is right for ever. */
const sound = new Set<string>();
const MOST_KNOWN = 200;

function assertSound(key: TemplateKey, template: TemplateSource): void {
  const { subject, preheader, body } = template;
  const words = JSON.stringify([key, subject, preheader, body]);
  if (sound.has(words)) return;
  const problems = sourceProblems(catalog[key], template);
  if (problems.length > 0) throw new TemplateError(key, problems);
  if (sound.size >= MOST_KNOWN) sound.clear();
  sound.add(words);
}

/** Renders with a given compiler; the product uses `renderEmail`. */
export async function renderWith(compile: Compile, input: RenderInput): Promise<RenderedEmail> {
  const { key, template, locale = 'en' } = input;
  const { own, brand } = parseInput(input);
  assertSound(key, template);
  const compiled = await compile({
    body: withoutComments(template.body),
    brand,
    lang: LANGUAGE.test(locale) ? locale : 'en',
  });
  if (compiled.problems) throw new TemplateError(key, compiled.problems);

  const common = {
    ...own,
    companyName: brand.companyName,
    supportEmail: brand.supportEmail,
    portalUrl: brand.portalUrl,
  };
  const subject = oneLine(asText(template.subject, common), 200);
  const preheader = oneLine(asText(template.preheader, common));
  const values = { ...own, ...frameValues(key, brand, subject, preheader) };
  const html = fill(compiled.parts, values, showInHtml);
  if (Buffer.byteLength(html) > MAX_HTML_BYTES)
    throw new TemplateError(key, [{ message: `The mail is larger than ${MAX_HTML_BYTES / 1000} kB` }]);
  return { subject, preheader, html, text: plainText(fill(compiled.text, values, showInHtml)) };
}

const compileOnce = cached(compileMjml);

/**
 * Subject, HTML and plain text of one message. MJML is compiled once per distinct template; a message after
 * that costs a few milliseconds.
 * @throws TemplateVariableError when variables or brand do not fit, with the paths
 * @throws TemplateError when the template has problems `checkTemplate` would have named
 */
export const renderEmail = (input: RenderInput): Promise<RenderedEmail> => renderWith(compileOnce, input);
