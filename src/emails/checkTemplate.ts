import { sampleBrand } from './brand';
import { catalog, type TemplateKey } from './catalog';
import { sourceProblems } from './check';
import { type TemplateSource } from './defaults';
import { TemplateError, type TemplateProblem } from './problems';
import { mayBeEmpty, publishProblems } from './publishRules';
import { type RenderedEmail, renderEmail } from './render';
import { SAMPLE_KINDS, type SampleKind, sampleOf } from './samples';

/** What keeps a template from being published; empty when nothing does. Renders it with each of its samples. */
export async function checkTemplate({
  key,
  ...template
}: TemplateSource & { key: TemplateKey }): Promise<TemplateProblem[]> {
  const problems = [
    ...sourceProblems(catalog[key], template),
    ...publishProblems(catalog[key], template.body),
  ];
  if (problems.length > 0) return problems;
  try {
    const mails: SampleMail[] = [];
    for (const kind of SAMPLE_KINDS) mails.push(await renderSample(key, template, kind));
    return [
      ...mails.flatMap(emptySubject),
      ...catalog[key].actions.flatMap((action) => hiddenAction(key, action, mails)),
    ];
  } catch (error) {
    if (error instanceof TemplateError) return error.problems;
    throw error;
  }
}

interface SampleMail {
  kind: SampleKind;
  variables: Record<string, string>;
  mail: RenderedEmail;
}

/** A link that no other variable of the sample has, so that it is found again. */
const markedLink = (action: string): string => `${sampleBrand.portalUrl}/check/${action}`;

async function renderSample(
  key: TemplateKey,
  template: TemplateSource,
  kind: SampleKind,
): Promise<SampleMail> {
  const sample = sampleOf(key, kind);
  const actions = catalog[key].actions.filter((action) => sample[action]);
  const variables = {
    ...sample,
    ...Object.fromEntries(actions.map((action) => [action, markedLink(action)])),
  };
  return { kind, variables, mail: await renderEmail({ key, template, variables, brand: sampleBrand }) };
}

const SAMPLE_NAMES: Readonly<Record<SampleKind, string>> = {
  usual: 'in a usual message',
  full: 'when everything that may be empty is filled',
  bare: 'when everything that may be empty is empty',
};

const emptySubject = ({ kind, mail }: SampleMail): TemplateProblem[] =>
  mail.subject === '' ? [{ message: `The subject is empty ${SAMPLE_NAMES[kind]}` }] : [];

/** What the reader is to do must be there in every mail; a link that may be empty, in some of those that have it. */
function hiddenAction(key: TemplateKey, action: string, mails: readonly SampleMail[]): TemplateProblem[] {
  const having = mails.filter(({ variables }) => variables[action]);
  const hiding = having.filter(({ mail }) => !mail.html.includes(`href="${markedLink(action)}"`));
  const isShown = mayBeEmpty(catalog[key], action) ? hiding.length < having.length : hiding.length === 0;
  const [without] = hiding;
  return without && !isShown
    ? [{ message: `The button or link to {{${action}}} does not show ${SAMPLE_NAMES[without.kind]}` }]
    : [];
}
