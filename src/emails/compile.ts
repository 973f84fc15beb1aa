import mjml2html from 'mjml';
import { type EmailBrand } from './brand';
import { partial } from './files';
import { layOut } from './layout';
import { forPlainText } from './plainText';
import { type TemplateProblem } from './problems';
import { parseTemplate, type Part } from './syntax';

export interface CompileInput {
  body: string;
  brand: EmailBrand;
  lang: string;
}

/** `text` is what the plain text is made from. */
type Compiled =
  { parts: Part[]; text: Part[]; problems?: undefined } | { parts?: undefined; problems: TemplateProblem[] };

export type Compile = (input: CompileInput) => Promise<Compiled>;

interface MjmlError {
  line?: number;
  message?: string;
  tagName?: string;
}

const isErrorList = (value: unknown): value is { errors: MjmlError[] } =>
  typeof value === 'object' && value !== null && 'errors' in value && Array.isArray(value.errors);

/**
 * MJML to HTML with its `{{…}}` still open, validated strictly. Slow (tens of milliseconds): see `cached`.
 * The body must have passed `bodyProblems`.
 */
export const compileMjml: Compile = async ({ body, brand, lang }) => {
  const { mjml, linesBefore } = layOut({ body, brand, lang });
  try {
    // Without fonts MJML links none from elsewhere; includes stay off even if one slipped through.
    const { html } = await mjml2html(mjml, {
      validationLevel: 'strict',
      ignoreIncludes: true,
      keepComments: false,
      fonts: {},
    });
    // Indentation is a third of the size, and nothing in a mail keeps white space.
    const page = html.replace(/\n\s+/g, '\n');
    const { parts, problems } = parseTemplate(page);
    if (problems.length > 0) return { problems: problems.map(({ message }) => ({ message })) };
    return { parts, text: parseTemplate(forPlainText(page)).parts };
  } catch (error) {
    if (!isErrorList(error))
      return { problems: [{ message: `MJML: ${error instanceof Error ? error.message : String(error)}` }] };
    return {
      problems: error.errors.map(({ line, tagName, message }) => ({
        ...(line === undefined ? {} : { line: line - linesBefore }),
        message: `<${tagName}>: ${message}`,
      })),
    };
  }
};

/** Remembers the last `limit` compilations; concurrent callers of one template share one run. */
export function cached(compile: Compile, limit = 200): Compile {
  const known = new Map<string, Promise<Compiled>>();
  return (input) => {
    const { primaryColor, accentColor } = input.brand;
    const key = JSON.stringify([input.lang, primaryColor, accentColor, input.body, partial('layout')]);
    const found = known.get(key);
    // Put back last, so that the first key of the map is always the one unused longest.
    known.delete(key);
    const result = found ?? compile(input);
    known.set(key, result);
    // A compiler that could not run (a file was unreadable) may be able to next time.
    if (!found) result.catch(() => known.delete(key));
    if (known.size > limit) known.delete(known.keys().next().value ?? '');
    return result;
  };
}
