/** A variable a template may use. */
export interface VariableRow {
  name: string;
  meaning: string;
  isOptional: boolean;
  isLink: boolean;
}

/** One thing wrong with a template, with its line in the body where it has one. */
export interface TemplateProblemView {
  line?: number;
  message: string;
}

export interface RenderedView {
  subject: string;
  html: string;
  text: string;
}

/** The answer of POST /api/emails/preview: the mail with sample values, or what keeps it from being rendered. */
export type PreviewAnswer = { rendered: RenderedView; problems: [] } | { rendered: null; problems: TemplateProblemView[] };
