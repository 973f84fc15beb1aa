import { DomainError, type FieldProblem } from '@/platform/errors';

/** One thing wrong with a template. `line` counts from 1 in the body; absent for subject and preheader. */
export interface TemplateProblem {
  line?: number;
  message: string;
}

/** The variables given do not fit the template: the message is parked, not sent. */
export class TemplateVariableError extends DomainError {
  /** Dotted paths of what is missing or malformed, e.g. `variables.joinUrl`. */
  readonly paths: string[];

  constructor(key: string, fields: { path: string; message: string }[]) {
    super('VALIDATION', {
      message: `The variables of ${key} are not complete: ${fields.map(({ path }) => path).join(', ')}`,
      fields,
    });
    this.name = 'TemplateVariableError';
    this.paths = fields.map(({ path }) => path);
  }
}

/** The template itself cannot be rendered; publishing would have refused it. */
export class TemplateError extends DomainError {
  readonly problems: TemplateProblem[];

  constructor(key: string, problems: TemplateProblem[]) {
    super('VALIDATION', {
      message: `The template ${key} cannot be rendered: ${problems.map(inWords).join('; ')}`,
    });
    this.name = 'TemplateError';
    this.problems = problems;
  }
}

const inWords = ({ line, message }: TemplateProblem): string => (line ? `line ${line}: ${message}` : message);

/** Problems as an answer names them: the line, and the reason. */
export const asFields = (problems: readonly TemplateProblem[]): FieldProblem[] =>
  problems.map((problem) => ({ path: 'body', message: inWords(problem) }));

/** The line, from 1, on which a character of a text stands. */
export const lineAt = (source: string, index: number): number => source.slice(0, index).split('\n').length;
