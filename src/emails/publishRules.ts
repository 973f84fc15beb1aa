import { z } from 'zod';

import { type TemplateDefinition } from './catalog/definition';
import { tokenize, withoutComments } from './markup';
import { lineAt, type TemplateProblem } from './problems';
import { directives } from './syntax';

const IN_HREF = /href\s*=\s*"\s*$/i;

export const mayBeEmpty = (definition: TemplateDefinition, name: string): boolean =>
  definition.variables.shape[name] instanceof z.ZodDefault;

/** Links that would lead nowhere when their variable is empty. */
function emptyLinks(markup: string, definition: TemplateDefinition): TemplateProblem[] {
  const open: { word: string; name: string }[] = [];
  const problems: TemplateProblem[] = [];
  for (const { kind, word, name, index } of directives(markup)) {
    if (kind === 'open') open.push({ word, name });
    if (kind === 'close') open.pop();
    const isLink = kind === 'variable' && IN_HREF.test(markup.slice(Math.max(0, index - 20), index));
    const isGuarded = open.some((block) => block.word === 'if' && block.name === name);
    if (isLink && mayBeEmpty(definition, name) && !isGuarded) {
      problems.push({
        line: lineAt(markup, index),
        message: `${name} may be empty: put the link between {{#if ${name}}} and {{/if}}`,
      });
    }
  }
  return problems;
}

/** Entities in CSS have a second reading, past the rules for it. */
function encodedStyles(markup: string): TemplateProblem[] {
  return tokenize(markup).tokens.flatMap((token) =>
    token.kind === 'open' &&
    token.attributes.some(({ name, value }) => name === 'style' && value.includes('&'))
      ? [{ line: token.line, message: 'style must not hold entities such as &#58;' }]
      : [],
  );
}

/**
 * What keeps words from being published, besides what keeps them from being rendered at all: words that were published
 * before one of these rules was made still go out.
 */
export function publishProblems(definition: TemplateDefinition, body: string): TemplateProblem[] {
  const markup = withoutComments(body);
  return [...emptyLinks(markup, definition), ...encodedStyles(markup)];
}
