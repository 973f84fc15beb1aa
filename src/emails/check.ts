import { COMMON_VARIABLES } from './brand';
import { bodyProblems } from './bodyRules';
import { type TemplateDefinition } from './catalog/definition';
import { type TemplateSource } from './defaults';
import { tokenize, withoutComments } from './markup';
import { lineAt, type TemplateProblem } from './problems';
import { directives, parseTemplate } from './syntax';

const MAX_BODY = 60_000;
const MAX_SUBJECT = 200;
const MAX_PREHEADER = 300;

const isKnown = (definition: TemplateDefinition, name: string): boolean =>
  Object.hasOwn(definition.variables.shape, name) || Object.hasOwn(COMMON_VARIABLES, name);

const isLink = (definition: TemplateDefinition, name: string): boolean =>
  name === 'portalUrl' || definition.variables.shape[name]?.meta()?.kind === 'link';

/** Blocks that are not well formed, and variables the template does not have. */
function variableProblems(source: string, definition: TemplateDefinition): TemplateProblem[] {
  const all = [...Object.keys(definition.variables.shape), ...Object.keys(COMMON_VARIABLES)].join(', ');
  const unknown = directives(source)
    .filter(({ kind, name }) => (kind === 'variable' || kind === 'open') && !isKnown(definition, name))
    .map(({ index, name }) => ({
      line: lineAt(source, index),
      message: `there is no variable ${name}; this template has ${all}`,
    }));
  return [...parseTemplate(source).problems, ...unknown];
}

function lineProblems(
  label: string,
  value: string,
  limit: number,
  definition: TemplateDefinition,
): TemplateProblem[] {
  const problems = variableProblems(value, definition).map(({ message }) => ({
    message: `${label}: ${message}`,
  }));
  if (value.trim() === '') problems.push({ message: `${label} must not be empty` });
  if (/[\r\n]/.test(value)) problems.push({ message: `${label} must be one line` });
  if (value.length > limit)
    problems.push({ message: `${label} must not be longer than ${limit} characters` });
  return problems;
}

/** Variables that stand in an `href`, with their lines. */
function linked(body: string): { name: string; line: number }[] {
  return tokenize(body).tokens.flatMap((token) =>
    token.kind !== 'open'
      ? []
      : token.attributes
          .filter(({ name }) => name === 'href')
          .flatMap(({ value }) => directives(value).map(({ name }) => ({ name, line: token.line }))),
  );
}

/** Everything that can be said of a template before MJML reads it. */
export function sourceProblems(
  definition: TemplateDefinition,
  { subject, preheader, body }: TemplateSource,
): TemplateProblem[] {
  const ofLines = [
    ...lineProblems('The subject', subject, MAX_SUBJECT, definition),
    ...lineProblems('The preheader', preheader, MAX_PREHEADER, definition),
  ];
  if (body.length > MAX_BODY)
    return [...ofLines, { message: `The body must not be longer than ${MAX_BODY} characters` }];
  const markup = withoutComments(body);
  if (markup.trim() === '') return [...ofLines, { message: 'The body must not be empty' }];
  const links = linked(markup);
  const noLinks = links
    .filter(({ name }) => isKnown(definition, name) && !isLink(definition, name))
    .map(({ name, line }) => ({ line, message: `${name} is not a link and cannot stand in href` }));
  const missing = definition.actions
    .filter((action) => !links.some(({ name }) => name === action))
    .map((action) => ({ message: `The body needs a button or link to {{${action}}}` }));
  return [
    ...ofLines,
    ...bodyProblems(markup),
    ...variableProblems(markup, definition),
    ...noLinks,
    ...missing,
  ];
}
